//! Things that tools are about.

use Topic::{
    Announced, Asking, Aspect, Basket, Code, Crowd, Media, Money, Moving, Outgoing, Paper, Private,
    Work,
};

/// What a thing is, where it matters to a class or a trait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::risk) enum Topic {
    /// Money, or what commits someone to pay.
    Money,
    /// Moves what stands after it, which may be money.
    Moving,
    /// What is bought together.
    Basket,
    /// What a thing has: its status, its type.
    Aspect,
    /// What is asked without changing anything.
    Asking,
    /// What is written about other things: a webhook, a template, a report.
    Paper,
    /// What one subscribes to without paying.
    Announced,
    /// Running work, which can be cancelled without a loss.
    Work,
    /// What a machine runs.
    Code,
    /// Pictures of a screen.
    Media,
    /// Written by anyone: web pages, issues, mails, comments.
    Crowd,
    /// Somebody's own: files, mailboxes, records, customers.
    Private,
    /// What leaves: mails, messages, webhooks, uploads.
    Outgoing,
    /// `and`, `or`
    Joint,
    /// Ends the words that a verb is about.
    Preposition,
    /// `a`, `the`: what follows is a thing.
    Article,
    /// Says nothing at the beginning of a description.
    Filler,
    /// Says how.
    Manner,
}

impl Topic {
    /// Its bit in a set.
    pub(super) fn bit(self) -> u32 {
        1 << (self as u32)
    }
}

/// The lists.
pub(super) const TOPICS: [(Topic, &str); 13] = [
    (
        Money,
        "payment invoice refund charge payout transfer order subscription checkout purchase
         transaction money fund balance wallet ewallet credit debit loan dispute chargeback payable
         receivable mandate settlement deposit withdrawal trade bill billing salary payroll donation
         escrow crypto overdraft credits cash swap topup preauth preauthorization installment
         remittance reimbursement disbursement anticipation capture royalty paycheck tip
         pix boleto spei ted cobranca cobrancas cob cobv devolucao pagamento pagamentos
         pago pagos factura fatura recebivel reembolso estorno transferencia deposito saque carne
         duplicata
         paiement facture remboursement virement achat
         zahlung rechnung uberweisung erstattung bestellung
         pagamenti fattura rimborso bonifico
         ach sepa iban swift upi",
    ),
    (
        Moving,
        "transfer wire reverse redeem swap settle bid trade stake unstake deposit withdraw claim
         transferir transferer trasferire depositar",
    ),
    (
        Aspect,
        "type status count field priority transition option permission setting restriction request
         assignee watcher manifest size rate limit quota",
    ),
    (Basket, "cart basket trolley"),
    (
        Asking,
        "verification validation assessment analysis lookup comparison calculation inspection
         estimation retrieval enumeration",
    ),
    (
        Paper,
        "webhook template report comment note tag label export log setting settings notification
         endpoint schema metadata attachment category filter view dashboard alert category event
         listener hook callback rule field property documentation address shipment tracking",
    ),
    (
        Announced,
        "notification event topic webhook push email newsletter channel mailing feed alert message
         calendar queue list stream pubsub resource repository thread changes updates contact
         watcher sms inbox eventbridge sns",
    ),
    (
        Work,
        "task job run execution workflow build pipeline process query crawl request operation
         migration import export session upload download scan batch action deployment training
         extraction generation backup sync",
    ),
    (
        Code,
        "sql cypher shell command code script bash javascript python expression cmd powershell
         graphql terminal console snippet jupyter psql repl cell",
    ),
    (Media, "screenshot snapshot photo picture image screen frame"),
    (
        Crowd,
        "web url website site html article news tweet post thread forum comment issue discussion
         pull review email mail inbox message messages feed rss search internet browser markdown
         conversation ticket chat transcript gist readme",
    ),
    (
        Private,
        "file directory folder inbox email mail mailbox message conversation record row table
         database sql customer contact user account transaction document drive note calendar order
         invoice payment patient employee profile memory page repository lead deal
         subscriber ticket statement balance",
    ),
    (
        Outgoing,
        "email mail message sms webhook http request post tweet comment notification push file
         campaign chat dm whatsapp telegram slack reply fax letter gist page issue",
    ),
];
