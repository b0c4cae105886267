//! Verbs that only show things, and those that bring them in.

pub(super) const READ: &str = "
    aggregate analyse analyze calculate classify compare compute describe detect determine
    diagnose enrich estimate examine expand explain fetch get identify inspect introspect introspection
    look lookup obtain read recommend retrieve show suggest summarise summarize tail validate
    verify view visualise visualize whoami whois
";

pub(super) const READ_OR_NOUN: &str = "
    access analysis audit autocomplete check count details diff docs documentation download echo
    extract forecast geocode health help history info map metadata monitor overview parse peek
    ping poll predict preview scan profile query quote render review screenshot simulate statistics
    stats status summary trace trends wait watch
";

/// Portuguese, Spanish, French, German, Italian.
pub(super) const READ_ELSEWHERE: &str = "
    abrufen afficher anzeigen baixar calcula calcular consulta consultar consulter contar cotizar
    descargar exibir hole holen leer leggere leggi ler lesen lire mostra mostrar muestra obtem
    obtener obtenir obter obtiene ottenere ottieni pruefen prufen recupera recuperar recuperer
    simular telecharger validar ver verificar verifier visualizar zeige zeigen
";

pub(super) const READ_IN_PROSE: &str = "
    display return
";

pub(super) const LIST: &str = "
    browse discover enumerate explore find grep list locate ls
";

pub(super) const LIST_OR_NOUN: &str = "
    glob search walk
";

/// Portuguese, Spanish, French, German, Italian.
pub(super) const LIST_ELSEWHERE: &str = "
    auflisten busca buscar cerca cercare chercher elenca elencare finden lista listar lister
    pesquisa pesquisar procurar recherche rechercher suche suchen
";

/// What brings in a page.
pub(super) const FETCH: &str = "
    crawl scrape
";

/// What brings in an image, a branch or changes from elsewhere.
pub(super) const PULL: &str = "
    pull
";

/// What takes a message out of a queue, or hides it from others.
pub(super) const RECEIVE: &str = "
    consume dequeue receive
";

/// What opens a page in a browser.
pub(super) const NAVIGATE: &str = "
    navigate
";

/// What brings a secret to light.
pub(super) const EXPOSE: &str = "
    decrypt reveal
";
