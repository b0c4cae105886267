//! Verbs that run things, lose them, or pay.

pub(super) const EXECUTE: &str = "
    evaluate exec execute initiate invoke orchestrate perform
";

pub(super) const EXECUTE_OR_NOUN: &str = "
    automate bash benchmark call cmd command delegate dispatch eval fire handoff launch pipe
    process run shell terminal test train trigger
";

/// Portuguese, Spanish, French, German, Italian.
pub(super) const EXECUTE_ELSEWHERE: &str = "
    ausfuehren ausfuhren avviare demarrer ejecuta ejecutar esegui eseguire executa executar
    executer iniciar lancer neustarten redemarrer reiniciar rodar starten
";

pub(super) const EXECUTE_IN_PROSE: &str = "
    carry debug drive interact operate
";

pub(super) const INSTALL: &str = "
    build install
";

pub(super) const DEPLOY: &str = "
    deploy redeploy
";

pub(super) const OVERWRITE: &str = "
    overwrite recreate reinstall replace
";

pub(super) const OVERWRITE_OR_NOUN: &str = "
    flash rebuild reset
";

pub(super) const DELETE: &str = "
    annihilate decommission delete deprovision deregister destroy discard erase evict expunge forget
    nuke obliterate purge redact remove rm rmdir teardown terminate truncate uninstall unprovision
    unregister wipe
";

pub(super) const DELETE_OR_NOUN: &str = "
    blast cleanup clear del deletion drop empty flush prune removal shred trash
";

/// Portuguese, Spanish, French, German, Italian.
pub(super) const DELETE_ELSEWHERE: &str = "
    apaga apagar borra borrar deleta deletar destruir detruire effacer elimina eliminar eliminare
    entferne entfernen exclui excluir inutilizar leeren limpar limpiar loesche loeschen losche
    loschen quitar remover retirer rimuovere supprimer suprimir vider zerstoren
";

pub(super) const PAY: &str = "
    disburse liquidate overpay prepay reimburse remit withdraw
";

pub(super) const PAY_OR_NOUN: &str = "
    bid bill buy rent charge deposit donate invoice pay payout purchase redeem refund reverse sell
    settle stake swap topup trade transfer unstake wire
";

/// Portuguese, Spanish, French, German, Italian.
pub(super) const PAY_ELSEWHERE: &str = "
    acheter bezahlen cobra cobrar comprar comprare depositar devolver erstatten estornar
    facturar facturer faturar kaufen paga pagar pagare payer reembolsa reembolsar rembourser
    rimborsare sacar transferir trasferire uberweisen ueberweisen vender vendre verkaufen virer
    zahlen
";

pub(super) const PAY_IN_PROSE: &str = "
    credit debit fund invest order spend tip
";
