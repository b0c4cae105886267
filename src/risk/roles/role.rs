//! The roles that an argument can have.

use serde::Serialize;

/// What an argument is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Role {
    /// A line that a shell or a program's launcher reads.
    CommandLine,
    /// The program to run, apart from its arguments.
    Program,
    /// The words of a command, as a list.
    Argv,
    /// Text that is run: JavaScript, Python, a manifest, a job definition.
    Code,
    /// Text in which expressions are evaluated.
    Template,
    /// Statements of SQL.
    Sql,
    /// A pipeline or a script that a database runs.
    DatabaseProgram,
    /// A query in a language that can't write.
    QueryReadOnly,
    /// An address with a scheme.
    Url,
    /// The name or address of a machine.
    Host,
    /// A range of network addresses that gets access.
    NetworkRange,
    /// A file or folder where the server runs.
    LocalPath,
    /// A path inside something else: a repository, a bucket's page, a document.
    InsidePath,
    /// A bucket or the key of an object in one.
    ObjectKey,
    /// A name for show, a mark, a file name without a place.
    Label,
    /// A branch, a tag, a commit.
    GitRef,
    /// A mail address.
    Mail,
    /// A person or channel that gets a message.
    ChatRecipient,
    /// A telephone number.
    Phone,
    /// Whom a message comes from.
    Sender,
    /// The scope in which a thing lies: an account, a project, a namespace.
    Owner,
    /// The thing that is acted on.
    Identity,
    /// Who gets the money.
    Payee,
    /// Who gets access.
    Grantee,
    /// A role or a permission.
    Permission,
    /// Money that leaves, is charged or is given as a discount.
    AmountOut,
    /// Money that a person still has to agree to.
    AmountAsked,
    /// How many things are bought or made.
    Quantity,
    /// A size or a tier that sets a price.
    Size,
    /// A currency.
    Currency,
    /// A password, a key, a token.
    Secret,
    /// Variables of a process.
    Environment,
    /// The folder in which a program runs.
    WorkingFolder,
    /// An image, a chart or a package that is run, by its name.
    Image,
    /// Which operation the tool does.
    Operation,
    /// The name of a tool to call.
    ToolName,
    /// The arguments of a tool to call.
    ToolArguments,
    /// Text or data that is stored or sent.
    Content,
    /// A switch by which a call reaches more.
    WideningFlag,
    /// A switch of a protection.
    ProtectionSwitch,
    /// A switch that deletes inside an update.
    UndoSwitch,
    /// A switch by which the caller confirms.
    ConfirmingFlag,
    /// A switch by which nothing is done.
    DryRun,
    /// What narrows an answer.
    Filter,
    /// How much of an answer is shown, and which part.
    Page,
}

/// Every role with its word, and whether a value of it can do harm by itself.
#[rustfmt::skip]
const TABLE: &[(Role, &str, bool)] = &[
    (Role::CommandLine, "command-line", true),
    (Role::Program, "program", true),
    (Role::Argv, "argv", true),
    (Role::Code, "code", true),
    (Role::Template, "template", true),
    (Role::Sql, "sql", true),
    (Role::DatabaseProgram, "database-program", true),
    (Role::QueryReadOnly, "query-read-only", false),
    (Role::Url, "url", true),
    (Role::Host, "host", true),
    (Role::NetworkRange, "network-range", true),
    (Role::LocalPath, "local-path", true),
    (Role::InsidePath, "inside-path", false),
    (Role::ObjectKey, "object-key", false),
    (Role::Label, "label", false),
    (Role::GitRef, "git-ref", false),
    (Role::Mail, "mail", true),
    (Role::ChatRecipient, "chat-recipient", true),
    (Role::Phone, "phone", true),
    (Role::Sender, "sender", false),
    (Role::Owner, "owner", false),
    (Role::Identity, "identity", false),
    (Role::Payee, "payee", true),
    (Role::Grantee, "grantee", true),
    (Role::Permission, "permission", true),
    (Role::AmountOut, "amount-out", true),
    (Role::AmountAsked, "amount-asked", false),
    (Role::Quantity, "quantity", false),
    (Role::Size, "size", false),
    (Role::Currency, "currency", false),
    (Role::Secret, "secret", true),
    (Role::Environment, "environment", true),
    (Role::WorkingFolder, "working-folder", true),
    (Role::Image, "image", true),
    (Role::Operation, "operation", true),
    (Role::ToolName, "tool-name", true),
    (Role::ToolArguments, "tool-arguments", true),
    (Role::Content, "content", false),
    (Role::WideningFlag, "widening-flag", true),
    (Role::ProtectionSwitch, "protection-switch", true),
    (Role::UndoSwitch, "undo-switch", true),
    (Role::ConfirmingFlag, "confirming-flag", false),
    (Role::DryRun, "dry-run", false),
    (Role::Filter, "filter", false),
    (Role::Page, "page", false),
];

impl Role {
    /// The role's word in tables and reports.
    pub(crate) fn name(self) -> &'static str {
        self.row().map_or("", |(_, name, _)| name)
    }

    /// Every role.
    #[cfg(test)]
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(|(role, ..)| *role)
    }

    /// The role with this word.
    pub(crate) fn named(name: &str) -> Option<Self> {
        TABLE.iter().find(|(_, own, _)| *own == name).map(|(role, ..)| *role)
    }

    /// Whether a value of it can do harm by itself.
    pub(crate) fn is_dangerous(self) -> bool {
        self.row().is_some_and(|(.., dangerous)| *dangerous)
    }

    /// Whether a value of it is run.
    pub(crate) fn is_run(self) -> bool {
        let run = [Self::CommandLine, Self::Program, Self::Argv, Self::Code, Self::Template];
        run.contains(&self) || [Self::Sql, Self::DatabaseProgram, Self::Image].contains(&self)
    }

    fn row(self) -> Option<&'static (Self, &'static str, bool)> {
        TABLE.iter().find(|(role, ..)| *role == self)
    }
}
