//! Paths: of the machine, inside something else, or only names of files.

use crate::risk::effects::Effect::{Create, Delete, Fetch, Overwrite, Update, WriteLocalFile};
use crate::risk::roles::role::Role::{InsidePath, Label, LocalPath, ObjectKey};
use crate::risk::roles::rule::{Rule, head, last, said, whole, within};
use crate::risk::roles::signs::{CHOICE, TEXT, WORDS};

/// Words by which a file lies where the server runs.
const ON_DISK: &str = "local absolute disk locally relative_to filesystem local_file absolute_path \
          current_directory working_directory save_to home_directory saved written download \
          machine workspace_root local_path file_system local_directory";

/// Words of tools whose paths are inside something.
const INSIDE: &str = "repository repo gitlab github bitbucket branch commit wiki drive notion bucket s3 \
          page document merge pull edge_function worker key_path ref project_file issue \
          confluence site hubspot json dropbox sharepoint";

/// Words of tools that deal in local files.
const FILES: &str = "file directory folder upload download export import save screenshot pdf read write \
          filesystem local path dump attachment media convert snapshot log image video audio";

/// The rules.
pub(super) const RULES: &[Rule] = &[
    whole(LocalPath, 8, "repo repository")
        .kinds(TEXT)
        .of("git")
        .not_of("github gitlab bitbucket gitea issue pull_request pr")
        .not_saying("url")
        .not_beside("owner project_id workspace org organization"),
    whole(LocalPath, 8, "filepath file_path workbook_path")
        .kinds(TEXT)
        .of("excel workbook spreadsheet xlsx csv docx pdf word powerpoint pptx sheet row formula")
        .not_beside("drive repo bucket site folder_id"),
    last(
        LocalPath,
        8,
        "csv_path executable_path gdb_path symbol_file venv pdf_file zip_path archive_path \
          output_filename out_file local_archive",
    )
    .kinds(WORDS),
    last(
        InsidePath,
        8,
        "path_prefix url_path route_path http_path json_path health_check_path path_pattern \
          cookie_path entrypoint_path import_map_path mount_path field_path catchall_document \
          index_document error_document",
    )
    .kinds(WORDS)
    .not_saying("local disk"),
    whole(
        InsidePath,
        8,
        "path file_path filepath filename file_name old_path new_path previous_path file \
          base_path",
    )
    .kinds(TEXT)
    .beside("repo repository owner branch ref project commit sha bucket pull merge")
    .not_saying("local disk on_the_server saved absolute upload")
    .not_of("upload download import"),
    whole(LocalPath, 8, "repo_path repository_path repo_dir worktree_path working_tree local_repo")
        .kinds(TEXT),
    whole(LocalPath, 8, "rename_to move_to copy_to save_as")
        .kinds(WORDS)
        .of("file folder directory")
        .not_of("drive s3 bucket repo repository"),
    whole(LocalPath, 8, "from to")
        .kinds(TEXT)
        .of("file directory folder filesystem disk")
        .verbs("copy move rename link symlink convert transfer"),
    last(LocalPath, 9, "attachment file media").kinds(WORDS).saying("file_path path_to local_file"),
    whole(
        LocalPath,
        8,
        "path file_path filepath directory dir folder source destination src dst dest filename file",
    )
    .kinds(TEXT)
    .of("file directory folder filesystem disk")
    .not_of(
        "repo repository github gitlab drive branch bucket s3 attachment workflow pull merge \
          commit blob storage ticket issue message page",
    )
    .not_beside(
        "repo repository owner branch ref project commit sha bucket drive url channel id \
          token site team workspace content_type",
    )
    .not_saying("url uri in_the_repository repository_root bucket base64"),
    whole(
        LocalPath,
        8,
        "chemin pfad ruta caminho arquivo fichier datei ordner dossier carpeta pasta \
          diretorio directorio archivo repertoire verzeichnis dateipfad",
    )
    .kinds(TEXT)
    .saying(
        "disque disco absoluter absoluto absolu local lokal lokale locale festplatte maquina \
          servidor serveur",
    ),
    last(
        LocalPath,
        9,
        "local_path local_file output_dir output_directory output_folder output_path \
          output_file local_file_path download_path download_dir save_path save_dir save_to \
          local_dir local_directory destination_folder export_path kubeconfig kubeconfig_path \
          key_file keyfile cert_file certfile identity_file private_key_path config_file \
          config_path log_file_path db_path database_path dump_path target_dir \
          target_directory directory_path dir_path dirpath download_directory target_folder \
          download_folder image_path video_path audio_path screenshot_path pdf_path temp_dir \
          backup_path workspace_path project_dir project_root root_dir base_dir \
          credential_file certificate_path value_file env_file envfile script_file \
          local_folder file_path_local log_path directory_to_save app_path",
    )
    .kinds(WORDS)
    .not_saying("repository_path inside_the_repository within_the_repository url_path"),
    whole(
        LocalPath,
        8,
        "path file_path filepath file directory dir folder filename file_name source \
          destination src dest input output input_path absolute_path folder_path \
          output_filename repo_path repository_path repo_dir input_file source_path \
          destination_path from to target attachment source_file",
    )
    .kinds(TEXT)
    .saying(ON_DISK)
    .not_saying("repository_root in_the_repository within_the_repository"),
    last(LocalPath, 7, "path filepath file_path directory dir filename file").kinds(TEXT).saying(
        "local absolute disk locally local_file file_system filesystem absolute_path machine \
          workspace_root",
    ),
    whole(
        LocalPath,
        7,
        "path file_path filepath directory dir folder filename src dest source destination \
          absolute_path",
    )
    .kinds(TEXT)
    .of("directory filesystem local_file workspace_file disk read_file write_file move_file \
          edit_file media_file file_info")
    .not_of("repo repository github gitlab drive branch"),
    last(LocalPath, 6, "path filepath file_path dir directory filename")
        .kinds(TEXT)
        .doing(&[WriteLocalFile])
        .not_of("repo repository github gitlab"),
    last(LocalPath, 6, "file_path filepath dir directory folder_path")
        .kinds(TEXT)
        .of(FILES)
        .not_of("repo repository github gitlab bitbucket branch commit wiki drive merge content"),
    last(LocalPath, 6, "file_path filepath path file")
        .kinds(TEXT)
        .of("upload convert transcribe open load parse import export download")
        .not_of("github repo repository branch drive")
        .not_saying("base64 url"),
    head(
        LocalPath,
        8,
        "local_file_path local_path absolute_path absolute_file_path local_file \
          file_path_on_disk local_filesystem_path output_directory output_file \
          output_file_path destination_directory output_path directory_path local_directory \
          download_path local_folder absolute_directory_path path_on_disk kubeconfig_file \
          kubeconfig",
    )
    .kinds(WORDS),
    said(
        LocalPath,
        7,
        "absolute_path_to path_on_the_local local_file_path path_on_disk file_on_disk \
          path_on_the_machine on_the_local_machine save_to_disk local_path_to local_filesystem \
          absolute_path file_url_on_the_server on_the_server_machine path_is_read_on \
          file_to_upload",
    )
    .kinds(TEXT)
    .without("id url content mode type base64"),
    head(LocalPath, 6, "path file_path filepath file_name filename directory folder")
        .kinds(TEXT)
        .of("local disk filesystem directory screenshot pdf video terminal shell trace")
        .not_of("repo repository github gitlab drive branch"),
    whole(
        InsidePath,
        8,
        "path file_path filepath old_path new_path previous_path file file_name directory \
          base_path tree_path subpath source_dir dockerfile_path filename",
    )
    .kinds(TEXT)
    .of("repository repo gitlab github bitbucket commit branch pull merge")
    .not_saying("local disk absolute repository_path_on"),
    last(
        InsidePath,
        7,
        "path entrypoint_path import_map_path source_dir url_path http_path path_prefix \
          route_path page_path json_path field_path xpath cookie_path path_pattern \
          health_check_path error_document index_document catchall_document root_path \
          include_path exclude_path mount_path dockerfile_path",
    )
    .kinds(WORDS)
    .not_saying("local disk absolute_path_on"),
    whole(InsidePath, 6, "path file_path").kinds(TEXT).of(INSIDE),
    whole(InsidePath, 6, "range range_name a1_range cell_range cell sheet_range").kinds(TEXT),
    head(InsidePath, 6, "url_path path_prefix path_pattern http_path route_path path_within")
        .kinds(WORDS),
    said(
        InsidePath,
        6,
        "within_the_repository in_the_repository repository_root inside_the_repo \
          relative_to_the_repository relative_to_the_repo relative_to_repo in_the_repo \
          path_inside path_within",
    )
    .kinds(TEXT)
    .without("id branch ref sha message"),
    last(
        ObjectKey,
        8,
        "object_key s3_key bucket_key object_path s3_uri gc_uri s3_path blob_name blob_path \
          storage_path storage_key object_name key_prefix s3_prefix gc_path bucket_path s3_url",
    )
    .kinds(WORDS),
    head(
        ObjectKey,
        7,
        "object_key s3_key s3_uri object_name key_of_the_object blob_name s3_object_key",
    )
    .kinds(WORDS),
    last(Label, 7, "file_name filename attachment_name display_filename document_name")
        .kinds(TEXT)
        .not_saying("local disk save saved path absolute relative workspace")
        .not_doing(&[WriteLocalFile])
        .of("attachment upload message mail email media document send contract create"),
    within(LocalPath, 4, "path file directory folder").kinds(TEXT).doing(&[
        WriteLocalFile,
        Fetch,
        Overwrite,
    ]),
    last(InsidePath, 4, "path").kinds(TEXT | CHOICE).not_doing(&[WriteLocalFile]),
    last(LocalPath, 4, "path file_path").kinds(TEXT).doing(&[Create, Update, Delete]),
];
