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
    reveal look get list find read fetch retrieve describe show lookup inspect explain analyze analyse
    summarize summarise browse discover enumerate explore identify detect determine examine
    introspect obtain locate recommend suggest view compare calculate compute estimate
    verify validate whoami aggregate classify scrape crawl ls grep whois expand
    introspection visualize visualise diagnose tail
";

const READ_OR_NOUN: &str = "
    search query check count download preview status stats statistics info details health ping
    history screenshot forecast quote diff trace peek poll monitor watch extract parse overview
    summary glob predict audit review help docs documentation export access map
    profile trends geocode autocomplete analysis metadata
";

/// Portuguese, Spanish, French, German, Italian.
const READ_ELSEWHERE: &str = "
    buscar busca consultar consulta listar lista obter obtem obtener obtiene ler leer mostrar muestra
    exibir ver verificar validar visualizar pesquisar pesquisa procurar recuperar recupera descargar
    baixar contar calcular calcula simular cotizar
    obtenir lister chercher rechercher recherche lire afficher consulter recuperer telecharger
    verifier
    abrufen holen hole lesen suchen suche anzeigen auflisten zeigen zeige finden pruefen prufen
    ottenere ottieni elencare elenca cercare cerca leggere leggi mostra
";

const WRITE: &str = "
    create add edit write insert append upsert modify rename replace save publish unpublish
    assign unassign reassign attach detach associate disassociate enable disable
    activate reactivate deactivate configure leave     unlink untag unfollow unstar unpin unlock unblock unarchive undelete unmark unwatch unmute
    reopen restore toggle adjust increment decrement     enroll onboard establish initialize initialise define declare redefine
    manage approve reject accept decline deny confirm acknowledge dismiss
    complete finalize finalise resolve transition remember memorize ingest learn
    allocate deallocate arrange reorder upgrade downgrade rotate regenerate
    grant promote demote authorize customize annotate     annul suspend reinstate amend correct revise compose apply unapply migrate     synchronize synchronise encrypt decrypt stage unstage
    signup mute snooze postpone reschedule ";

const WRITE_OR_NOUN: &str = "
    generate convert translate transform invite subscribe unsubscribe handle merge connect import sync sign reserve duplicate join follow embed register login logout clone put set extend clock init update updates change patch copy move upload store post push comment label tag link mark star fork commit
    checkout close open lock pin archive note log track record schedule book draft
    submit upvote bookmark block ban
    share request claim format capture fill rebase stash split     quarantine freeze unfreeze hold release resize increase decrease     ";

const SEND: &str = "
    send resend reply respond forward notify broadcast announce whisper tell
";

const SEND_OR_NOUN: &str = "
    message email mail sms tweet remind dm alert
";

/// Portuguese, Spanish, French, German, Italian.
const WRITE_ELSEWHERE: &str = "
    criar cria crear crea atualizar atualiza actualizar actualiza editar edita alterar modificar
    modifica adicionar adiciona agregar agrega anadir inserir insertar cadastrar registrar registra
    gravar guardar salvar emitir emite gerar generar enviar envia subir mover renomear renombrar
    duplicar inscrever confirmar aprovar aprobar rechazar rejeitar publicar ativar activar
    creer ajouter modifier enregistrer envoyer publier renommer deplacer activer desactiver
    erstellen erstelle anlegen aktualisieren hinzufugen hinzufuegen andern aendern bearbeiten
    speichern senden sende schreiben hochladen verschieben umbenennen
    creare aggiungere aggiornare modificare inviare salvare caricare
";

const EXECUTE: &str = "
    execute exec invoke evaluate spawn rerun relaunch restart reboot shutdown redeploy
    uncordon perform orchestrate initiate retrigger
    navigate hover
";

const EXECUTE_OR_NOUN: &str = "
    click eval rebuild emulate dispatch resume provision automate run call trigger start stop launch deploy build test retry install bash shell cmd command terminal
    rollback scale pause refresh reload process pipe fire simulate benchmark
    train handoff delegate interrupt
";

/// What is done to screens, devices and machines.
const OPERATE: &str = "
    select print press type drag scroll tap swipe keypress dial say speak play power boot
    wake cordon drain
";

/// Portuguese, Spanish, French, German, Italian.
const EXECUTE_ELSEWHERE: &str = "
    executar ejecutar ejecuta executa rodar iniciar parar detener reiniciar
    executer lancer demarrer arreter redemarrer
    ausfuhren ausfuehren starten stoppen neustarten
    eseguire esegui avviare fermare
";

const DESTROY: &str = "
    delete remove destroy purge wipe erase truncate revoke terminate uninstall deregister unregister
    discard evict expunge forget nuke annihilate teardown del rm rmdir unprovision deprovision
    obliterate unset invalidate decommission redact
";

const DESTROY_OR_NOUN: &str = "
    abort cancel drop clear flush reset prune kill void trash empty shred disconnect eject kick deletion removal
    expire overwrite blast abandon cleanup
";

/// Portuguese, Spanish, French, German, Italian.
const DESTROY_ELSEWHERE: &str = "
    excluir exclui deletar deleta apagar apaga remover eliminar elimina borrar borra quitar
    suprimir cancelar cancela revogar revocar anular anula inutilizar limpar limpiar destruir
    supprimer effacer annuler retirer detruire revoquer vider
    loschen loeschen losche loesche entfernen entferne stornieren widerrufen leeren zerstoren
    eliminare cancellare rimuovere annullare
";

const PAY: &str = "
    reimburse disburse remit withdraw prepay overpay
";

const PAY_OR_NOUN: &str = "
    pay charge refund transfer payout purchase buy sell trade deposit bill invoice donate
    topup redeem swap settle reverse bid wire stake unstake
";

/// Portuguese, Spanish, French, German, Italian.
const PAY_ELSEWHERE: &str = "
    pagar paga cobrar cobra estornar reembolsar reembolsa devolver transferir sacar depositar
    comprar vender faturar facturar
    payer rembourser virer acheter vendre facturer
    zahlen bezahlen uberweisen ueberweisen kaufen verkaufen erstatten
    pagare rimborsare trasferire comprare
";

const WRITE_IN_PROSE: &str = "
    place issue report document design answer tokenize rank rate like raise flag vote order text
    exchange seed mint give defend contest dispute ";

const EXECUTE_IN_PROSE: &str = "
    debug operate control interact drive
";

const PAY_IN_PROSE: &str = "
    spend credit debit fund tip invest
";
