//! Where things are: the checkout, cargo's target folder, the user's cache.

use crate::{command, manifest::Manifest};
use anyhow::{Context, Result};
use serde::Deserialize;
use std::path::PathBuf;
use std::process::Command;

/// The checkout and what is read from it once.
pub struct Workspace {
    /// The folder of the workspace's Cargo.toml.
    pub root: PathBuf,
    /// Cargo's target folder, wherever the machine puts it.
    pub target: PathBuf,
    /// wasm-pack.toml.
    pub manifest: Manifest,
}

#[derive(Deserialize)]
struct Metadata {
    workspace_root: PathBuf,
    target_directory: PathBuf,
}

impl Workspace {
    /// Asks the cargo that runs this program, which works from every folder of the checkout.
    pub fn find() -> Result<Workspace> {
        let mut ask = Command::new(command::cargo());
        ask.args(["metadata", "--no-deps", "--format-version", "1"]);
        // Not env!: checkouts that share a target folder share this program too.
        if let Some(xtask) = std::env::var_os("CARGO_MANIFEST_DIR") {
            ask.current_dir(xtask);
        }
        let metadata: Metadata = serde_json::from_str(&command::output(&mut ask)?)?;
        let manifest = Manifest::read(&metadata.workspace_root.join("wasm-pack.toml"))?;
        Ok(Workspace { root: metadata.workspace_root, target: metadata.target_directory, manifest })
    }

    /// A command that runs in the checkout.
    pub fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root);
        command
    }

    /// Cargo, in the checkout.
    pub fn cargo(&self, arguments: &[&str]) -> Command {
        let mut cargo = self.command(command::cargo());
        cargo.args(arguments);
        cargo
    }

    /// The built site.
    pub fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }
}

/// Where the pinned tools live: `huitou/tools` in the user's cache.
pub fn tools_folder() -> Result<PathBuf> {
    let cache = std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
    let cache = match cache {
        Some(cache) => cache,
        None => std::env::home_dir()
            .context("no home folder to keep tools in: set XDG_CACHE_HOME")?
            .join(".cache"),
    };
    Ok(cache.join("huitou").join("tools"))
}
