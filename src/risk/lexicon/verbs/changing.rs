//! Verbs that change what is there, and who may do what.

pub(super) const UPDATE: &str = "
    accept acknowledge activate adjust amend apply arrange assign associate attach attest configure
    confirm deactivate decline decrement demote deny disable disassociate dismiss downgrade edit
    enable encrypt finalise finalize increment learn manage memorize migrate modify mute
    postpone silence reactivate reconcile restore revert reassign redefine regenerate reinstate reject remember rename reopen
    reorder reschedule resolve revise rotate snooze suspend synchronise synchronize toggle unapply
    unapprove
    unarchive unassign undelete unfollow unlink unmark unmute unpin unpublish unstage unstar
    unsuspend untag unwatch upgrade
";

pub(super) const UPDATE_OR_NOUN: &str = "
    advance archive ban block change checkout claim clock close complete connect convert correct decrease define end
    embed extend grade fill follow format freeze handle hold increase join label leave link lock login
    logout mark merge mount move patch pin protect push quarantine rebase release resize set sign signup
    split stage star subscribe switch sync tag transform transition translate unfreeze unlock unsubscribe
    undo unmount update updates upvote use
";

/// Portuguese, Spanish, French, German, Italian.
pub(super) const UPDATE_ELSEWHERE: &str = "
    activar activer actualiza actualizar aendern aggiornare aktualisieren alterar andern aprobar
    aprovar ativar atualiza atualizar bearbeiten confirmar deplacer desactiver edita editar
    modifica modificar modificare modifier mover rechazar rejeitar renombrar renomear renommer
    umbenennen verschieben
";

pub(super) const UPDATE_IN_PROSE: &str = "
    act contest control turn defend dispute exchange flag give like rank rate text tokenize vote
";

/// What is stopped or taken away can be started or given again.
pub(super) const STOP: &str = "
    deallocate deprioritize detach disconnect expire halt invalidate revoke shutdown unset
";

pub(super) const STOP_OR_NOUN: &str = "
    abandon abort annul cancel eject interrupt kick kill killall pause pkill stop void
";

/// Portuguese, Spanish, French, German, Italian.
pub(super) const STOP_ELSEWHERE: &str = "
    annuler annullare anula anular arreter cancela cancelar cancellare detener fermare parar
    revocar revogar revoquer stoppen stornieren widerrufen
";

/// What is done to screens, devices, machines and running work.
pub(super) const OPERATE: &str = "
    hover reboot reconnect relaunch reload rerun restart retrigger uncordon
";

pub(super) const OPERATE_OR_NOUN: &str = "
    boot click cordon dial drag drain emulate focus keypress play power press print refresh resume
    retry rollback say scale scroll select speak start swipe tap type wake
";

pub(super) const GRANT: &str = "
    authorize grant impersonate permit promote whitelist
";

/// What lets others do something: rights of files, and agreement.
pub(super) const APPROVE: &str = "
    approve chmod chown
";

pub(super) const WEAKEN: &str = "
    disarm unblock unprotect unquarantine unrestrict
";
