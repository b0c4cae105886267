//! Names of arguments and words in them, by what they say of a tool.

/// Arguments that can carry what is run, the likeliest first.
pub(in crate::risk) const CARRYING: &[&str] = &[
    "source",
    "cmdline",
    "line",
    "statement",
    "instruction",
    "program",
    "expr",
    "text",
    "content",
    "body",
    "string",
    "payload",
    "input",
    "data",
    "value",
    "what",
    "query",
    "task",
    "key",
];

/// How many of these are hardly ever what is run is given.
pub(in crate::risk) const SURELY_CARRYING: usize = 7;

/// Words for a program that mean other things as well.
pub(in crate::risk) const MAYBE_RUN: &[&str] = &["code", "expression", "cell", "snippet"];

/// Words by which a `code` is a program.
pub(in crate::risk) const RUN: &[&str] =
    &["javascript", "python", "typescript", "script", "execute", "run", "snippet", "program"];

/// Arguments that are a request's method.
pub(in crate::risk) const METHODS: &[&str] = &["method", "verb", "httpmethod", "requestmethod"];

/// Arguments that are a request's address.
pub(in crate::risk) const ADDRESSES: &[&str] =
    &["url", "uri", "path", "route", "endpoint", "requesturl", "apipath"];

/// Words of addresses to which a payer is sent back.
pub(in crate::risk) const BACK: &[&str] = &["redirect", "return", "success", "cancel"];

/// Words for statements of SQL.
pub(in crate::risk) const STATEMENTS: &[&str] =
    &["sql", "query", "queries", "statement", "statements", "q", "stmt"];

/// Words that say that statements are SQL.
pub(in crate::risk) const SQL: &[&str] = &[
    "sql",
    "postgres",
    "postgresql",
    "mysql",
    "sqlite",
    "mariadb",
    "ddl",
    "dml",
    "partiql",
    "cypher",
    "cql",
    "gql",
    "hql",
    "duckdb",
    "snowflake",
    "clickhouse",
    "bigquery",
];

/// Arguments that name a tool or an operation to call.
pub(in crate::risk) const CALLED: &[&str] = &[
    "tool",
    "toolname",
    "toolslug",
    "apioperation",
    "operationname",
    "operationid",
    "actionname",
    "functionname",
    "methodname",
    "endpointname",
    "apiname",
    "capability",
    "capabilityname",
    "capabilityid",
    "skill",
    "skillname",
    "skillid",
];

/// The same in a tool of which nothing says that it does something else.
pub(in crate::risk) const MAYBE_CALLED: &[&str] = &["method", "rpcmethod"];

/// What holds the arguments of these.
pub(in crate::risk) const ARGUMENTS: &[&str] = &["arguments", "args", "params", "parameters"];

/// Arguments that hold what a tool is called with.
pub(in crate::risk) const CALLED_WITH: &[&str] = &[
    "arguments",
    "args",
    "params",
    "parameters",
    "input",
    "inputs",
    "toolarguments",
    "toolargs",
    "toolinput",
    "apiparams",
    "payload",
];

/// Arguments that name a file where the server runs.
pub(in crate::risk) const PATHS: &[&str] =
    &["path", "filepath", "source", "destination", "file", "paths", "filename"];

/// Arguments that name a file where the server runs, whatever else they stand beside.
pub(in crate::risk) const LOCAL: &[&str] = &[
    "filepath",
    "filepaths",
    "localpath",
    "localfile",
    "localfilepath",
    "imagepath",
    "videopath",
    "audiopath",
    "documentpath",
    "pdfpath",
    "csvpath",
];

/// Words of places at a service in which things are kept.
pub(in crate::risk) const STORES: &[&str] =
    &["storage", "datastore", "volume", "library", "vault", "album", "pool"];

/// Arguments that say where a file is to be put.
pub(in crate::risk) const DESTINATIONS: &[&str] = &[
    "destination",
    "dest",
    "output",
    "out",
    "outfile",
    "saveto",
    "savepath",
    "localpath",
    "localfile",
];

/// Arguments that may say so, where no other one says that files lie elsewhere.
pub(in crate::risk) const MAYBE_DESTINATIONS: &[&str] =
    &["path", "filepath", "directory", "folder"];

/// Words for putting something there.
pub(in crate::risk) const PUT_INTO: &[&str] =
    &["output", "out", "save", "dest", "destination", "local", "target", "download"];

/// Words for a file or a folder at the end of a name.
pub(in crate::risk) const FILES: &[&str] =
    &["path", "file", "filename", "filepath", "dir", "directory", "folder"];

/// Words of arguments by which files lie somewhere else.
pub(in crate::risk) const ELSEWHERE: &[&str] = &[
    "owner",
    "repo",
    "repository",
    "project",
    "bucket",
    "drive",
    "site",
    "id",
    "branch",
    "space",
    "workspace",
    "pod",
    "container",
    "namespace",
    "vm",
    "node",
    "share",
    "volume",
    "host",
    "url",
    "account",
    "connection",
    "sandbox",
    "session",
    "email",
    "org",
    "organization",
    "device",
];

/// Words after an amount by which it is none.
pub(in crate::risk) const NO_AMOUNT: &[&str] =
    &["type", "types", "currency", "field", "format", "id", "code"];

/// Words beside an amount that make it money.
pub(in crate::risk) const CURRENCIES: &[&str] = &[
    "currency", "cents", "usd", "eur", "brl", "moneda", "moeda", "centavos", "price", "payment",
    "money", "payer",
];
