//! Things that tools are about.

use Topic::{
    Amount, Announced, Archive, Asked, Asking, Aspect, Basket, Call, Campaign, Code, Coin,
    Commanded, Container, Crowd, Derived, Discount, Expense, Facts, Language, Machine, Media,
    Message, Money, Moving, Outgoing, Owned, Paper, Payroll, Plan, Position, Private, Protection,
    Pushed, Relation, Released, Renewed, Resettable, Right, Shown, Sources, Stored, Timed,
    Transient, Work,
};

/// What a thing is, where it matters to a class or a trait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::risk) enum Topic {
    /// Money, or what commits someone to pay.
    Money,
    /// Money that somebody else still has to pay, and means of paying.
    Asked,
    /// How much money.
    Amount,
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
    /// What is made by being sent.
    Message,
    /// What one thing is to another; taking it away loses neither.
    Relation,
    /// What comes back by itself when it is cleared.
    Transient,
    /// What replaces what is there when it is brought back.
    Stored,
    /// What keeps others out, or keeps a record.
    Protection,
    /// What is made only to be looked at.
    Shown,
    /// What goes on, and is paid for, until it is ended.
    Renewed,
    /// What takes from a price.
    Discount,
    /// What sends messages to many when it runs.
    Campaign,
    /// What is worked out or followed without a change: a name, a time, a parcel.
    Derived,
    /// What rings at somebody's.
    Call,
    /// What is held at an exchange, and paid in.
    Coin,
    /// What is bought and sold back.
    Position,
    /// What people are paid for their work.
    Payroll,
    /// Files packed into one.
    Archive,
    /// What is only looked at: figures, logs, records.
    Facts,
    /// What lies at a server elsewhere, and is sent there.
    Pushed,
    /// What lets one person do something: a role, a right.
    Right,
    /// What says whose a thing is.
    Owned,
    /// What is there before it is published.
    Released,
    /// What goes on as before after it is reset.
    Resettable,
    /// Code that lies at a server elsewhere.
    Sources,
    /// A language in which one only asks.
    Language,
    /// A machine that is rented.
    Machine,
    /// What a program runs in.
    Container,
    /// What a shell is sent.
    Commanded,
    /// How much of a service is paid for.
    Plan,
    /// What somebody has paid and gets back.
    Expense,
    /// What a machine runs at set times.
    Timed,
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
    pub(super) fn bit(self) -> u64 {
        1 << (self as u32)
    }
}

/// The lists.
pub(super) const TOPICS: [(Topic, &str); 44] = [
    (
        Money,
        "ach achat anticipation balance bestellung bill billing boleto bonifico capture carne
         cash charge chargeback checkout cob cobranca cobrancas cobv credit credits crypto debit
         deposit deposito devolucao disbursement dispute donation duplicata erstattung escrow
         estorno ewallet factura facture fattura fatura fund iban installment invoice loan
         mandate money order overdraft pagamenti pagamento pagamentos pago pagos paiement
         payable paycheck payment payout payroll pix preauth preauthorization purchase recebivel
         receivable rechnung reembolso refund reimbursement remboursement remittance rimborso
         royalty salary saque sepa settlement spei subscription swap swift ted tip topup trade
         transaction transfer transferencia uberweisung upi virement wallet withdrawal zahlung",
    ),
    (
        Asked,
        "bill billing boleto brcode card checkout coin cob cobranca cobrancas cobv consent
         expense facture fattura factura fatura invoice intent link mandate method note page plan
         preference price qr qrcode quotation quote rechnung request session source token wallet",
    ),
    (Amount, "amount amt betrag cents importe montant monto valor"),
    (
        Moving,
        "bid claim deposit depositar redeem reverse settle stake swap trade transfer transferer
         transferir trasferire unstake wire withdraw",
    ),
    (
        Aspect,
        "assignee count field limit manifest option permission priority quota rate request
         restriction setting size status transition type watcher",
    ),
    (Basket, "basket cart trolley"),
    (
        Asking,
        "analysis assessment calculation comparison enumeration estimation inspection lookup
         retrieval validation verification",
    ),
    (
        Paper,
        "address alert attachment callback category comment dashboard documentation endpoint
         event export field filter hook label listener log metadata note notification property
         report rule schema setting settings shipment tag template tracking view webhook",
    ),
    (
        Announced,
        "alert calendar changes channel contact email event eventbridge feed inbox list mailing
         message newsletter notification pubsub push queue repository resource sms sns stream
         thread topic updates watcher webhook",
    ),
    (
        Work,
        "action backup batch build capture crawl deployment download execution export extraction
         generation import job migration operation pipeline process query request run scan
         port recording session sync task trace training tunnel upload video workflow",
    ),
    (
        Code,
        "bash cell cmd code command console cypher expression graphql partiql javascript jupyter
         powershell psql python repl script shell snippet sql terminal",
    ),
    (Media, "frame image photo picture screen screenshot snapshot"),
    (
        Crowd,
        "article browser chat comment conversation discussion email feed forum gist html inbox
         internet issue mail markdown message messages news post pull readme review rss search
         site thread ticket transcript tweet url web website",
    ),
    (
        Private,
        "account balance calendar contact conversation customer database deal directory document
         drive email employee file folder inbox invoice lead mail mailbox memory message note
         order page patient payment profile record repository row sql statement subscriber table
         ticket transaction user",
    ),
    (
        Outgoing,
        "campaign chat comment dm email fax file gist http issue letter mail message
         notification page post push reply request slack sms telegram tweet webhook whatsapp",
    ),
    (
        Message,
        "announcement broadcast courriel dm email fax mail mensagem mensaje message
         messaggio newsletter notification sms tweet whatsapp",
    ),
    (
        Relation,
        "admin alias appointment assignee assignment association attendee collaborator domain
         editor favorite favourite follower friend label like link mapping mark member membership
         milestone moderator parent participant permission pin privilege reaction recipient
         relation relationship reviewer role share star subscriber tag target viewer vote
         watcher",
    ),
    (Renewed, "abonnement assinatura membership subscription suscripcion"),
    (Discount, "coupon cupom cupon discount giftcard loyalty promo promotion rebate voucher"),
    (Campaign, "blast campaign challenge drip journey newsletter otp passcode verification"),
    (
        Derived,
        "alias cnpj currency date delivery dns domain ean handle hostname id identifier ip key
         library name parcel package shipment sku temperature time timestamp timezone unit url
         username",
    ),
    (Call, "call phone ring voice"),
    (
        Coin,
        "btc busd coin dai doge erc eth ether lamport ltc matic memecoin native nft sats sol
         solana spl stablecoin token trx usdc usdt wbtc weth xrp",
    ),
    (Position, "holding position stake"),
    (Payroll, "payroll salaries salary wage"),
    (Archive, "archive gzip rar tar tarball zip"),
    (
        Facts,
        "analytics data event figure insight log metadata metric number record report result
         statistic stats trace",
    ),
    (Pushed, "branch commit docker git image ref remote tag"),
    (
        Released,
        "app article draft document form item listing note package page post product release site
         snippet theme version website workflow worker",
    ),
    (
        Resettable,
        "connection counter device filter guest layout mfa modem passcode password pin power
         router timer usb view vm zoom",
    ),
    (Sources, "git repo repository"),
    (Language, "jql kql logql lucene nrql promql soql sosl traceql wiql"),
    (Machine, "droplet instance machine vm"),
    (Container, "container pod"),
    (Commanded, "cmd command"),
    (Plan, "plan tier"),
    (Expense, "expense reimbursement"),
    (Timed, "cron cronjob crontab"),
    (Owned, "owner ownership"),
    (Right, "acl collaborator delegate permission right role"),
    (
        Transient,
        "breakpoint buffer cache caches console cookie cookies dns filter highlight history
         localstorage mock selection session sessionstorage storage",
    ),
    (
        Stored,
        "backup database datastore db disk dump filesystem instance pitr point revision savepoint
         schema server snapshot state table version vm volume",
    ),
    (
        Protection,
        "antivirus audit auditing auth authentication authorization encryption firewall guard
         guardrail lock logging mfa protection rls safeguard ssl tls validation verification waf",
    ),
    (
        Shown,
        "advice answer caption code config diff embedding embeddings explanation hash html id ids
         locator mock name number password pdf plan preview prompt regex response sample schema
         snippet sql statement stub suggestion test text thumbnail title transcript type uuid",
    ),
];
