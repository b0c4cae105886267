//! What things can be, where it matters to an effect, a class or a trait.

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
    /// What is looked at before it is taken in: a merge, a pull request.
    Reviewed,
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
    /// What runs the text that is typed into it.
    Typed,
    /// How much of a service is paid for.
    Plan,
    /// What somebody has paid and gets back.
    Expense,
    /// What a machine runs at set times.
    Timed,
    /// What does something once it is started.
    Runnable,
    /// What is started by being made.
    Execution,
    /// What one thing bears among others; putting it there makes nothing new.
    Mark,
    /// What keeps somebody from something, and only stops doing so.
    Guard,
    /// What stands under a name, and is made where that is new.
    Keyed,
    /// What does what its name says when it is called: a tool, an operation.
    Called,
    /// What is brought in from a registry to be installed.
    Packaged,
    /// By what others can reach what is inside.
    Opened,
    /// One more of many that are kept in a row.
    Entry,
    /// What has a place that is there already.
    Cell,
    /// What waits until a worker runs it.
    Job,
    /// What everybody can read once it is made.
    Post,
    /// What says how things are to be, new ones among them.
    Manifest,
    /// What lies in a repository once it is pushed.
    Pushable,
    /// What keeps quiet, or is kept quiet.
    Silence,
    /// What watches a machine and rings when it fails, or a page.
    Watcher,
    /// What is given in exchange for what lets somebody in.
    Exchanged,
    /// What pays without a person.
    Card,
    /// By what things are deleted when their time is over.
    Expiring,
    /// What one has after it is bought.
    Kept,
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
    pub(super) fn bit(self) -> u128 {
        1 << (self as u32)
    }
}
