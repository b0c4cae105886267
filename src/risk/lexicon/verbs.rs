//! Verbs and the class of a tool that is named after one.
//!
//! A verb that is *only* a verb counts wherever it stands in a name. One that is a noun as well
//! (`order`, `update`, `report`) counts where a verb is expected.

use crate::risk::class::Class::{self, Destructive, Execute, Financial, Read, Write};

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

/// The lists: a class, whether its verbs are never nouns, and the verbs.
pub(super) const VERBS: [(Class, Use, &str); 21] = [
    (Read, Use::Only, READ),
    (Read, Use::AlsoNoun, READ_OR_NOUN),
    (Read, Use::Only, READ_ELSEWHERE),
    (Write, Use::Only, WRITE),
    (Write, Use::AlsoNoun, WRITE_OR_NOUN),
    (Write, Use::Only, SEND),
    (Write, Use::AlsoNoun, SEND_OR_NOUN),
    (Write, Use::Only, WRITE_ELSEWHERE),
    (Execute, Use::Only, EXECUTE),
    (Execute, Use::AlsoNoun, EXECUTE_OR_NOUN),
    (Execute, Use::AlsoNoun, OPERATE),
    (Execute, Use::Only, EXECUTE_ELSEWHERE),
    (Destructive, Use::Only, DESTROY),
    (Destructive, Use::AlsoNoun, DESTROY_OR_NOUN),
    (Destructive, Use::Only, DESTROY_ELSEWHERE),
    (Financial, Use::Only, PAY),
    (Financial, Use::AlsoNoun, PAY_OR_NOUN),
    (Financial, Use::Only, PAY_ELSEWHERE),
    (Write, Use::InProse, WRITE_IN_PROSE),
    (Execute, Use::InProse, EXECUTE_IN_PROSE),
    (Financial, Use::InProse, PAY_IN_PROSE),
];

const READ: &str = "
    aggregate analyse analyze browse calculate classify compare compute crawl describe detect
    determine diagnose discover enumerate estimate examine expand explain explore fetch find get
    grep identify inspect introspect introspection list locate look lookup ls obtain read
    recommend retrieve reveal scrape show suggest summarise summarize tail validate verify view
    visualise visualize whoami whois
";

const READ_OR_NOUN: &str = "
    access analysis audit autocomplete check count details diff docs documentation download
    export extract forecast geocode glob health help history info map metadata monitor overview
    parse peek ping poll predict preview profile query quote review screenshot search statistics
    stats status summary trace trends watch
";

/// Portuguese, Spanish, French, German, Italian.
const READ_ELSEWHERE: &str = "
    abrufen afficher anzeigen auflisten baixar busca buscar calcula calcular cerca cercare
    chercher consulta consultar consulter contar cotizar descargar elenca elencare exibir finden
    hole holen leer leggere leggi ler lesen lire lista listar lister mostra mostrar muestra
    obtem obtener obtenir obter obtiene ottenere ottieni pesquisa pesquisar procurar pruefen
    prufen recherche rechercher recupera recuperar recuperer simular suche suchen telecharger
    validar ver verificar verifier visualizar zeige zeigen
";

const WRITE: &str = "
    accept acknowledge activate add adjust allocate amend annotate annul append apply approve
    arrange assign associate attach authorize configure confirm create customize deactivate
    deallocate declare decline decrement decrypt demote deny detach disable disassociate dismiss
    downgrade edit enable encrypt enroll establish finalise finalize grant increment ingest
    initialise initialize insert learn manage memorize migrate modify mute onboard postpone
    promote publish reactivate reassign redefine regenerate reinstate reject remember rename
    reopen reorder replace reschedule resolve restore revise rotate save snooze suspend
    synchronise synchronize toggle unapply unarchive unassign unblock undelete unfollow unlink
    unlock unmark unmute unpin unpublish unstage unstar untag unwatch upgrade upsert write
";

const WRITE_OR_NOUN: &str = "
    archive ban block book bookmark capture change checkout claim clock clone close comment
    commit complete compose connect convert copy correct decrease define draft duplicate embed
    extend fill follow fork format freeze generate handle hold import increase init invite join
    label leave link lock log login logout mark merge move note open patch pin post push put
    quarantine rebase record register release request reserve resize schedule set share sign
    signup split stage star stash store submit subscribe sync tag track transform transition
    translate unfreeze unsubscribe update updates upload upvote
";

const SEND: &str = "
    announce broadcast forward notify reply resend respond send tell whisper
";

const SEND_OR_NOUN: &str = "
    alert dm email mail message remind sms tweet
";

/// Portuguese, Spanish, French, German, Italian.
const WRITE_ELSEWHERE: &str = "
    activar activer actualiza actualizar adiciona adicionar aendern aggiornare aggiungere agrega
    agregar ajouter aktualisieren alterar anadir andern anlegen aprobar aprovar ativar atualiza
    atualizar bearbeiten cadastrar caricare confirmar crea crear creare creer cria criar
    deplacer desactiver duplicar edita editar emite emitir enregistrer envia enviar envoyer
    erstelle erstellen generar gerar gravar guardar hinzufuegen hinzufugen hochladen inscrever
    inserir insertar inviare modifica modificar modificare modifier mover publicar publier
    rechazar registra registrar rejeitar renombrar renomear renommer salvar salvare schreiben
    sende senden speichern subir umbenennen verschieben
";

const EXECUTE: &str = "
    evaluate exec execute hover initiate invoke navigate orchestrate perform reboot redeploy
    relaunch rerun restart retrigger shutdown spawn uncordon
";

const EXECUTE_OR_NOUN: &str = "
    automate bash benchmark build call click cmd command delegate deploy dispatch emulate eval
    fire handoff install interrupt launch pause pipe process provision rebuild refresh reload
    resume retry rollback run scale shell simulate start stop terminal test train trigger
";

/// What is done to screens, devices and machines.
const OPERATE: &str = "
    boot cordon dial drag drain keypress play power press print say scroll select speak swipe
    tap type wake
";

/// Portuguese, Spanish, French, German, Italian.
const EXECUTE_ELSEWHERE: &str = "
    arreter ausfuehren ausfuhren avviare demarrer detener ejecuta ejecutar esegui eseguire
    executa executar executer fermare iniciar lancer neustarten parar redemarrer reiniciar rodar
    starten stoppen
";

const DESTROY: &str = "
    annihilate decommission delete deprovision deregister destroy discard erase evict expunge
    forget invalidate nuke obliterate purge redact remove revoke rm rmdir teardown terminate
    truncate uninstall unprovision unregister unset wipe
";

const DESTROY_OR_NOUN: &str = "
    abandon abort blast cancel cleanup clear del deletion disconnect drop eject empty expire
    flush kick kill overwrite prune removal reset shred trash void
";

/// Portuguese, Spanish, French, German, Italian.
const DESTROY_ELSEWHERE: &str = "
    annuler annullare anula anular apaga apagar borra borrar cancela cancelar cancellare deleta
    deletar destruir detruire effacer elimina eliminar eliminare entferne entfernen exclui
    excluir inutilizar leeren limpar limpiar loesche loeschen losche loschen quitar remover
    retirer revocar revogar revoquer rimuovere stornieren supprimer suprimir vider widerrufen
    zerstoren
";

const PAY: &str = "
    disburse overpay prepay reimburse remit withdraw
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

const WRITE_IN_PROSE: &str = "
    answer contest defend design dispute document exchange flag give issue like mint order place
    raise rank rate report seed text tokenize vote
";

const EXECUTE_IN_PROSE: &str = "
    control debug drive interact operate
";

const PAY_IN_PROSE: &str = "
    credit debit fund invest spend tip
";
