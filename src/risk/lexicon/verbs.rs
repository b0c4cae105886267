//! Verbs and what a tool does that is named after one.
//!
//! A verb that is *only* a verb counts wherever it stands in a name. One that is a noun as well
//! (`order`, `update`, `report`) counts where a verb is expected. What a verb does to certain
//! things (`create` a payment) is told in `effects/objects.rs`.

use crate::risk::effects::Effect::{
    Create, Delete, Execute, Expose, Fetch, Grant, List, Overwrite, Pay, Read, Send, Update,
    Weaken, WriteLocalFile,
};
use crate::risk::effects::Effects;

/// How a verb is told from a noun of the same spelling.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::risk) enum Use {
    /// It is nothing but a verb.
    Only,
    /// It is a noun as well.
    AlsoNoun,
    /// It is a noun in names, and a verb where a description begins with it.
    InProse,
}

/// The lists: what the verbs do, whether they are never nouns, and the verbs.
#[rustfmt::skip]
pub(super) const VERBS: &[(Effects, Use, &str)] = &[
    (Effects::of(&[Read]), Use::Only, READ),
    (Effects::of(&[Read]), Use::AlsoNoun, READ_OR_NOUN),
    (Effects::of(&[Read]), Use::Only, READ_ELSEWHERE),
    (Effects::of(&[Read]), Use::InProse, READ_IN_PROSE),
    (Effects::of(&[List]), Use::Only, LIST),
    (Effects::of(&[List]), Use::AlsoNoun, LIST_OR_NOUN),
    (Effects::of(&[List]), Use::Only, LIST_ELSEWHERE),
    (Effects::of(&[Fetch]), Use::Only, FETCH),
    (Effects::of(&[Fetch, Create]), Use::AlsoNoun, PULL),
    (Effects::of(&[Read, Update]), Use::AlsoNoun, RECEIVE),
    (Effects::of(&[Fetch, Update]), Use::Only, NAVIGATE),
    (Effects::of(&[Expose]), Use::Only, EXPOSE),
    (Effects::of(&[Create]), Use::Only, CREATE),
    (Effects::of(&[Create]), Use::AlsoNoun, CREATE_OR_NOUN),
    (Effects::of(&[Create]), Use::Only, CREATE_ELSEWHERE),
    (Effects::of(&[Create]), Use::InProse, CREATE_IN_PROSE),
    (Effects::of(&[Update]), Use::Only, UPDATE),
    (Effects::of(&[Update]), Use::AlsoNoun, UPDATE_OR_NOUN),
    (Effects::of(&[Update]), Use::Only, UPDATE_ELSEWHERE),
    (Effects::of(&[Update]), Use::InProse, UPDATE_IN_PROSE),
    (Effects::of(&[Update]), Use::Only, STOP),
    (Effects::of(&[Update]), Use::AlsoNoun, STOP_OR_NOUN),
    (Effects::of(&[Update]), Use::Only, STOP_ELSEWHERE),
    (Effects::of(&[Update]), Use::Only, OPERATE),
    (Effects::of(&[Update]), Use::AlsoNoun, OPERATE_OR_NOUN),
    (Effects::of(&[Create, Update]), Use::Only, PUT),
    (Effects::of(&[Create, Update]), Use::AlsoNoun, PUT_OR_NOUN),
    (Effects::of(&[Send]), Use::Only, SEND),
    (Effects::of(&[Send]), Use::AlsoNoun, SEND_OR_NOUN),
    (Effects::of(&[Send]), Use::Only, SEND_ELSEWHERE),
    (Effects::of(&[Send]), Use::Only, PUBLISH),
    (Effects::of(&[Send, Grant]), Use::Only, INVITE),
    (Effects::of(&[Send, Grant]), Use::AlsoNoun, SHARE),
    (Effects::of(&[Grant]), Use::Only, GRANT),
    (Effects::of(&[Update, Grant]), Use::Only, APPROVE),
    (Effects::of(&[WriteLocalFile]), Use::Only, UNPACK),
    (Effects::of(&[Weaken]), Use::Only, WEAKEN),
    (Effects::of(&[Execute]), Use::Only, EXECUTE),
    (Effects::of(&[Execute]), Use::AlsoNoun, EXECUTE_OR_NOUN),
    (Effects::of(&[Execute]), Use::Only, EXECUTE_ELSEWHERE),
    (Effects::of(&[Execute]), Use::InProse, EXECUTE_IN_PROSE),
    (Effects::of(&[Create, Execute]), Use::AlsoNoun, INSTALL),
    (Effects::of(&[Create, Update, Execute]), Use::AlsoNoun, DEPLOY),
    (Effects::of(&[Overwrite]), Use::Only, OVERWRITE),
    (Effects::of(&[Overwrite]), Use::AlsoNoun, OVERWRITE_OR_NOUN),
    (Effects::of(&[Delete]), Use::Only, DELETE),
    (Effects::of(&[Delete]), Use::AlsoNoun, DELETE_OR_NOUN),
    (Effects::of(&[Delete]), Use::Only, DELETE_ELSEWHERE),
    (Effects::of(&[Pay]), Use::Only, PAY),
    (Effects::of(&[Pay]), Use::AlsoNoun, PAY_OR_NOUN),
    (Effects::of(&[Pay]), Use::Only, PAY_ELSEWHERE),
    (Effects::of(&[Pay]), Use::InProse, PAY_IN_PROSE),
];

const READ: &str = "
    aggregate analyse analyze calculate classify compare compute describe detect determine
    diagnose estimate examine expand explain fetch get identify inspect introspect introspection
    look lookup obtain read recommend retrieve show suggest summarise summarize tail validate
    verify view visualise visualize whoami whois
";

const READ_OR_NOUN: &str = "
    access analysis audit autocomplete check count details diff docs documentation download echo
    extract forecast geocode health help history info map metadata monitor overview parse peek
    ping poll predict preview profile query quote render review screenshot simulate statistics
    stats status summary trace trends wait watch
";

/// Portuguese, Spanish, French, German, Italian.
const READ_ELSEWHERE: &str = "
    abrufen afficher anzeigen baixar calcula calcular consulta consultar consulter contar cotizar
    descargar exibir hole holen leer leggere leggi ler lesen lire mostra mostrar muestra obtem
    obtener obtenir obter obtiene ottenere ottieni pruefen prufen recupera recuperar recuperer
    simular telecharger validar ver verificar verifier visualizar zeige zeigen
";

const READ_IN_PROSE: &str = "
    display return
";

const LIST: &str = "
    browse discover enumerate explore find grep list locate ls
";

const LIST_OR_NOUN: &str = "
    glob search
";

/// Portuguese, Spanish, French, German, Italian.
const LIST_ELSEWHERE: &str = "
    auflisten busca buscar cerca cercare chercher elenca elencare finden lista listar lister
    pesquisa pesquisar procurar recherche rechercher suche suchen
";

/// What brings in a page.
const FETCH: &str = "
    crawl scrape
";

/// What brings in an image, a branch or changes from elsewhere.
const PULL: &str = "
    pull
";

/// What takes a message out of a queue, or hides it from others.
const RECEIVE: &str = "
    consume dequeue receive
";

/// What opens a page in a browser.
const NAVIGATE: &str = "
    navigate
";

/// What brings a secret to light.
const EXPOSE: &str = "
    decrypt reveal
";

const CREATE: &str = "
    add allocate annotate append compose create customize declare enroll establish ingest
    initialise initialize insert make onboard provision spawn
";

const CREATE_OR_NOUN: &str = "
    book bookmark capture clone comment commit copy draft duplicate enqueue export fork generate import
    init log note open record register request reserve schedule stash store submit track upload
";

/// Portuguese, Spanish, French, German, Italian.
const CREATE_ELSEWHERE: &str = "
    adiciona adicionar aggiungere agrega agregar ajouter anadir anlegen cadastrar caricare crea
    crear creare creer cria criar emite emitir enregistrer erstelle erstellen generar gerar
    hinzufuegen hinzufugen hochladen inscrever inserir insertar registra registrar subir duplicar
";

const CREATE_IN_PROSE: &str = "
    answer design document index issue mint place raise report seed
";

const UPDATE: &str = "
    accept acknowledge activate adjust amend apply arrange assign associate attach attest configure
    confirm deactivate decline decrement demote deny disable disassociate dismiss downgrade edit
    enable encrypt finalise finalize increment learn manage memorize migrate modify mute
    postpone reactivate reconcile restore revert reassign redefine regenerate reinstate reject remember rename reopen
    reorder reschedule resolve revise rotate snooze suspend synchronise synchronize toggle unapply
    unapprove
    unarchive unassign undelete unfollow unlink unmark unmute unpin unpublish unstage unstar
    unsuspend untag unwatch upgrade
";

const UPDATE_OR_NOUN: &str = "
    archive ban block change checkout claim clock close complete connect convert correct decrease define
    embed extend fill follow format freeze handle hold increase join label leave link lock login
    logout mark merge mount move patch pin protect push quarantine rebase release resize set sign signup
    split stage star subscribe switch sync tag transform transition translate unfreeze unlock unsubscribe
    undo unmount update updates upvote use
";

/// Portuguese, Spanish, French, German, Italian.
const UPDATE_ELSEWHERE: &str = "
    activar activer actualiza actualizar aendern aggiornare aktualisieren alterar andern aprobar
    aprovar ativar atualiza atualizar bearbeiten confirmar deplacer desactiver edita editar
    modifica modificar modificare modifier mover rechazar rejeitar renombrar renomear renommer
    umbenennen verschieben
";

const UPDATE_IN_PROSE: &str = "
    contest control defend dispute exchange flag give like rank rate text tokenize vote
";

/// What is stopped or taken away can be started or given again.
const STOP: &str = "
    deallocate deprioritize detach disconnect expire halt invalidate revoke shutdown unset
";

const STOP_OR_NOUN: &str = "
    abandon abort annul cancel eject interrupt kick kill killall pause pkill stop void
";

/// Portuguese, Spanish, French, German, Italian.
const STOP_ELSEWHERE: &str = "
    annuler annullare anula anular arreter cancela cancelar cancellare detener fermare parar
    revocar revogar revoquer stoppen stornieren widerrufen
";

/// What is done to screens, devices, machines and running work.
const OPERATE: &str = "
    hover reboot reconnect relaunch reload rerun restart retrigger uncordon
";

const OPERATE_OR_NOUN: &str = "
    boot click cordon dial drag drain emulate focus keypress play power press print refresh resume
    retry rollback say scale scroll select speak start swipe tap type wake
";

const PUT: &str = "
    save upsert write gravar guardar salvar salvare schreiben speichern
";

const PUT_OR_NOUN: &str = "
    put
";

const SEND: &str = "
    announce broadcast forward notify reply resend respond send tell whisper
";

const SEND_OR_NOUN: &str = "
    alert dm email mail message post remind sms tweet
";

/// Portuguese, Spanish, French, German, Italian.
const SEND_ELSEWHERE: &str = "
    envia enviar envoyer inviare publicar publier sende senden
";

const PUBLISH: &str = "
    publish
";

const INVITE: &str = "
    invite
";

const SHARE: &str = "
    share
";

const GRANT: &str = "
    authorize grant impersonate permit promote whitelist
";

/// What lets others do something: rights of files, and agreement.
const APPROVE: &str = "
    approve chmod chown
";

/// What takes an archive apart where the server runs.
const UNPACK: &str = "
    decompress untar unpack unzip
";

const WEAKEN: &str = "
    disarm unblock unprotect unquarantine unrestrict
";

const EXECUTE: &str = "
    evaluate exec execute initiate invoke orchestrate perform
";

const EXECUTE_OR_NOUN: &str = "
    automate bash benchmark call cmd command delegate dispatch eval fire handoff launch pipe
    process run shell terminal test train trigger
";

/// Portuguese, Spanish, French, German, Italian.
const EXECUTE_ELSEWHERE: &str = "
    ausfuehren ausfuhren avviare demarrer ejecuta ejecutar esegui eseguire executa executar
    executer iniciar lancer neustarten redemarrer reiniciar rodar starten
";

const EXECUTE_IN_PROSE: &str = "
    carry debug drive interact operate
";

const INSTALL: &str = "
    build install
";

const DEPLOY: &str = "
    deploy redeploy
";

const OVERWRITE: &str = "
    overwrite replace
";

const OVERWRITE_OR_NOUN: &str = "
    rebuild reset
";

const DELETE: &str = "
    annihilate decommission delete deprovision deregister destroy discard erase evict expunge forget
    nuke obliterate purge redact remove rm rmdir teardown terminate truncate uninstall unprovision
    unregister wipe
";

const DELETE_OR_NOUN: &str = "
    blast cleanup clear del deletion drop empty flush prune removal shred trash
";

/// Portuguese, Spanish, French, German, Italian.
const DELETE_ELSEWHERE: &str = "
    apaga apagar borra borrar deleta deletar destruir detruire effacer elimina eliminar eliminare
    entferne entfernen exclui excluir inutilizar leeren limpar limpiar loesche loeschen losche
    loschen quitar remover retirer rimuovere supprimer suprimir vider zerstoren
";

const PAY: &str = "
    disburse liquidate overpay prepay reimburse remit withdraw
";

const PAY_OR_NOUN: &str = "
    bid bill buy charge deposit donate invoice pay payout purchase redeem refund reverse sell
    settle stake swap topup trade transfer unstake wire
";

/// Portuguese, Spanish, French, German, Italian.
const PAY_ELSEWHERE: &str = "
    acheter bezahlen cobra cobrar comprar comprare depositar devolver erstatten estornar
    facturar facturer faturar kaufen paga pagar pagare payer reembolsa reembolsar rembourser
    rimborsare sacar transferir trasferire uberweisen ueberweisen vender vendre verkaufen virer
    zahlen
";

const PAY_IN_PROSE: &str = "
    credit debit fund invest order spend tip
";
