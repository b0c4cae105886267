//! Verbs and the class of a tool that is named after one.
//!
//! A verb that is *only* a verb counts wherever it stands in a name. One that is a noun as well
//! (`order`, `update`, `report`) counts where a verb is expected.

use crate::risk::class::Class::{self, Destructive, Execute, Financial, Read, Write};

const ONLY: bool = true;
const ALSO_NOUN: bool = false;

/// The lists: a class, whether its verbs are never nouns, and the verbs.
pub(super) const VERBS: [(Class, bool, &str); 18] = [
    (Read, ONLY, READ),
    (Read, ALSO_NOUN, READ_OR_NOUN),
    (Read, ONLY, READ_ELSEWHERE),
    (Write, ONLY, WRITE),
    (Write, ALSO_NOUN, WRITE_OR_NOUN),
    (Write, ONLY, SEND),
    (Write, ALSO_NOUN, SEND_OR_NOUN),
    (Write, ONLY, WRITE_ELSEWHERE),
    (Execute, ONLY, EXECUTE),
    (Execute, ALSO_NOUN, EXECUTE_OR_NOUN),
    (Execute, ALSO_NOUN, OPERATE),
    (Execute, ONLY, EXECUTE_ELSEWHERE),
    (Destructive, ONLY, DESTROY),
    (Destructive, ALSO_NOUN, DESTROY_OR_NOUN),
    (Destructive, ONLY, DESTROY_ELSEWHERE),
    (Financial, ONLY, PAY),
    (Financial, ALSO_NOUN, PAY_OR_NOUN),
    (Financial, ONLY, PAY_ELSEWHERE),
];

const READ: &str = "
    get list find read fetch retrieve describe show lookup inspect explain analyze analyse
    summarize summarise browse discover enumerate explore identify detect determine examine
    introspect obtain locate recommend suggest view compare calculate compute estimate
    verify validate whoami aggregate classify scrape crawl select ls grep whois expand
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
    create add edit write insert append upsert modify rename replace put set save publish unpublish
    assign unassign reassign attach detach associate disassociate merge connect enable disable
    activate reactivate deactivate register configure invite join leave generate     unlink untag unfollow unstar unpin unlock unblock unarchive undelete unmark unwatch unmute
    unsubscribe follow reopen restore convert toggle adjust increment decrement extend
    enroll onboard establish initialize initialise init define declare redefine
    subscribe manage approve reject accept decline deny confirm acknowledge dismiss
    complete finalize finalise resolve transition remember memorize ingest embed learn
    allocate deallocate reserve arrange reorder upgrade downgrade rotate regenerate
    grant promote demote authorize customize annotate translate transform import
    annul suspend reinstate amend correct revise compose apply unapply migrate sync
    synchronize synchronise clone duplicate encrypt decrypt sign stage unstage
    login logout signup mute snooze postpone reschedule clock
";

const WRITE_OR_NOUN: &str = "
    update updates change patch copy move upload store post push comment label tag link mark star fork commit
    checkout close open lock pin archive note log track record schedule book draft
    submit flag vote upvote like bookmark rate block ban
    share request claim format capture fill rebase stash split     quarantine freeze unfreeze hold release resize increase decrease raise lower     ";

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
    execute exec invoke eval evaluate spawn rerun relaunch restart reboot shutdown redeploy
    uncordon perform automate orchestrate dispatch initiate provision resume retrigger
    navigate click hover
";

const EXECUTE_OR_NOUN: &str = "
    run call trigger start stop launch deploy build test retry install bash shell cmd command terminal
    rollback scale pause refresh reload process pipe fire simulate benchmark
    train handoff delegate abort interrupt
";

/// What is done to screens, devices and machines.
const OPERATE: &str = "
    press type drag scroll tap swipe keypress dial say speak play power boot
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
    obliterate unset cancel invalidate decommission redact
";

const DESTROY_OR_NOUN: &str = "
    drop clear flush reset prune kill void trash empty shred disconnect eject kick deletion removal
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
