//! Where clients have their settings.

use std::env;
use std::path::{Path, PathBuf};

use crate::cli::shell::CommandError;
use crate::enforce::Client;

/// Whose settings are meant, and the folders of both.
pub(super) struct Place {
    home: PathBuf,
    /// The folder of the project, by its whole path.
    project: String,
    is_user: bool,
}

impl Place {
    /// The settings of this folder's project, or of the user.
    ///
    /// # Errors
    /// Nobody knows where the user's folder is.
    pub(super) fn of(client: Client, user: bool) -> Result<Self, CommandError> {
        let home = env::home_dir().filter(|home| !home.as_os_str().is_empty());
        let home = home.ok_or_else(|| CommandError("`HOME` names no folder".to_owned()))?;
        let project = env::current_dir().unwrap_or_default().to_string_lossy().into_owned();
        // A project's hooks are skipped by Copilot CLI where nobody has trusted the folder.
        Ok(Self { home, project, is_user: user || client == Client::Copilot })
    }

    pub(super) fn is_user(&self) -> bool {
        self.is_user
    }

    pub(super) fn project(&self) -> &str {
        &self.project
    }

    /// The file that the hook stands in.
    pub(super) fn settings(&self, client: Client) -> PathBuf {
        let folder = match self.is_user {
            true => self.folder(client),
            false => PathBuf::from(name(client)),
        };
        folder.join(match client {
            Client::Claude | Client::Gemini => "settings.json",
            Client::Codex | Client::Cursor => "hooks.json",
            Client::Copilot => "hooks/mcpol.json",
        })
    }

    /// The files in which the client is told its servers.
    pub(super) fn servers(&self, client: Client) -> Vec<PathBuf> {
        let (user, project) = (self.folder(client), Path::new(name(client)));
        match client {
            Client::Claude => vec![".mcp.json".into(), self.home.join(".claude.json")],
            Client::Codex => vec![project.join("config.toml"), user.join("config.toml")],
            Client::Gemini => vec![project.join("settings.json"), user.join("settings.json")],
            Client::Copilot => vec![user.join("mcp-config.json")],
            Client::Cursor => vec![project.join("mcp.json"), user.join("mcp.json")],
        }
    }

    /// The client's folder of the user.
    fn folder(&self, client: Client) -> PathBuf {
        let variable = match client {
            Client::Claude => env::var_os("CLAUDE_CONFIG_DIR"),
            Client::Codex => env::var_os("CODEX_HOME"),
            Client::Gemini | Client::Copilot | Client::Cursor => None,
        };
        let given = variable.filter(|folder| !folder.is_empty());
        given.map_or_else(|| self.home.join(name(client)), PathBuf::from)
    }
}

/// The name of the client's folder, in the user's and in a project.
fn name(client: Client) -> &'static str {
    match client {
        Client::Claude => ".claude",
        Client::Codex => ".codex",
        Client::Gemini => ".gemini",
        Client::Copilot => ".copilot",
        Client::Cursor => ".cursor",
    }
}
