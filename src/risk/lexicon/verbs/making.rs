//! Verbs that make things, and put or send them somewhere.

pub(super) const CREATE: &str = "
    add allocate annotate append compose create customize declare enroll establish ingest
    initialise initialize insert make onboard provision spawn synthesize upscale
";

pub(super) const CREATE_OR_NOUN: &str = "
    book bookmark capture clone comment commit copy draft duplicate enqueue export fork generate import
    init log mint new note take open record register request reserve schedule stash store submit track upload
";

/// Portuguese, Spanish, French, German, Italian.
pub(super) const CREATE_ELSEWHERE: &str = "
    adiciona adicionar aggiungere agrega agregar ajouter anadir anlegen cadastrar caricare crea
    crear creare creer cria criar emite emitir enregistrer erstelle erstellen generar gerar
    hinzufuegen hinzufugen hochladen inscrever inserir insertar registra registrar subir duplicar
";

pub(super) const CREATE_IN_PROSE: &str = "
    answer design document index issue place raise report seed
";

pub(super) const PUT: &str = "
    save upsert write gravar guardar salvar salvare schreiben speichern
";

pub(super) const PUT_OR_NOUN: &str = "
    put
";

pub(super) const SEND: &str = "
    announce broadcast forward notify reply resend respond send tell whisper
";

pub(super) const SEND_OR_NOUN: &str = "
    alert dm email mail message post remind sms tweet
";

/// Portuguese, Spanish, French, German, Italian.
pub(super) const SEND_ELSEWHERE: &str = "
    envia enviar envoyer inviare publicar publier sende senden
";

pub(super) const PUBLISH: &str = "
    publish
";

pub(super) const INVITE: &str = "
    invite
";

pub(super) const SHARE: &str = "
    share
";

/// What takes an archive apart where the server runs.
pub(super) const UNPACK: &str = "
    decompress untar unpack unzip
";
