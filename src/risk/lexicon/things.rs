//! Things that tools are about.

use super::Topic::{
    self, Amount, Announced, Archive, Asked, Asking, Aspect, Basket, Call, Called, Campaign, Card,
    Cell, Code, Coin, Commanded, Container, Crowd, Derived, Discount, Entry, Exchanged, Execution,
    Expense, Expiring, Facts, Guard, Job, Kept, Keyed, Language, Machine, Manifest, Mark, Media,
    Message, Money, Moving, Opened, Outgoing, Owned, Packaged, Paper, Payroll, Plan, Position,
    Post, Private, Protection, Pushable, Pushed, Relation, Released, Renewed, Resettable, Reviewed,
    Right, Runnable, Shown, Silence, Sources, Stored, Timed, Transient, Typed, Watcher, Work,
};

/// The lists.
pub(super) const TOPICS: &[(Topic, &str)] = &[
    (
        Money,
        "ach achat anticipation balance bestellung bill billing boleto bonifico capture carne
         cash charge chargeback checkout cob cobranca cobrancas cobv credit credits crypto debit
         deposit deposito devolucao disbursement dispute donation duplicata erstattung escrow
         estorno ewallet factura facture fattura fatura forex fund fx iban installment invoice loan
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
    (Discount, "coupon cupom cupon discount gift giftcard loyalty promo promotion rebate voucher"),
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
    (Typed, "repl terminal tmux tty"),
    (Plan, "fund plan tier"),
    (
        Runnable,
        "agent automation build dag debug debugger execution flow macro notebook pipeline
         playbook prediction process recipe runbook scenario script simulation statemachine
         subagent workflow",
    ),
    (Opened, "port"),
    (Exchanged, "code credential token"),
    (Card, "card"),
    (Expiring, "expiration lifecycle retention"),
    (Entry, "datapoint entry event line log metric point"),
    (Cell, "cell range register"),
    (Job, "job"),
    (Post, "post"),
    (Manifest, "configuration manifest spec yaml"),
    (Pushable, "content file"),
    (Silence, "downtime maintenance silence"),
    (Watcher, "monitor"),
    (Called, "connector endpoint operation plugin skill tool"),
    (Packaged, "addon chart dependency extension firmware formula release library module package plugin requirement"),
    (Execution, "execution invocation prediction"),
    (Mark, "assignee attendee label participant reviewer star tag watcher"),
    (
        Guard,
        "anonymization anonymizer blocker blocking firewall guardrail lock masking moderation
         protection quarantine restriction safeguard waf",
    ),
    (Keyed, "cookie key keyval localstorage resource secret sessionstorage webhook"),
    (
        Kept,
        "certificate domain hotel instance label license licence machine number phone seat server
         ticket vm vps",
    ),
    (Expense, "expense reimbursement"),
    (Owned, "owner ownership"),
    (Reviewed, "merge mr patch pr pull"),
    (Timed, "cron cronjob crontab"),
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
        "antivirus audit auditing malware recorder scanner auth authentication authorization encryption firewall guard
         guardrail lock logging mfa protection rls safeguard ssl tls validation verification waf",
    ),
    (
        Shown,
        "advice answer caption code config diff embedding embeddings explanation hash html id ids
         locator mock name number password pdf plan preview prompt regex response sample schema
         snippet sql statement stub suggestion test text thumbnail title transcript type uuid",
    ),
];
