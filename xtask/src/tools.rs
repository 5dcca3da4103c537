//! What a build needs from rustup and crates.io, at the versions of the manifest.

use crate::{command, manifest::Tool, workspace::Workspace, workspace::tools_folder};
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};

const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// Makes sure that rustc can compile to wasm.
pub fn ensure_wasm_target(workspace: &Workspace) -> Result<()> {
    if has_wasm_target(workspace)? {
        return Ok(());
    }
    if command::on_path("rustup").is_none() {
        bail!(
            "rustc has no target {WASM_TARGET} and there is no rustup to add it: install the target as your Rust came"
        );
    }
    println!("Adding the target {WASM_TARGET} with rustup.");
    command::run(workspace.command("rustup").args(["target", "add", WASM_TARGET]))
}

fn has_wasm_target(workspace: &Workspace) -> Result<bool> {
    let mut ask = workspace.command("rustc");
    let folder = command::output(ask.args(["--print", "target-libdir", "--target", WASM_TARGET]))?;
    Ok(Path::new(folder.trim()).is_dir())
}

/// Makes sure that the standard library can be built: its source is a component of the toolchain.
pub fn ensure_std_source(workspace: &Workspace) -> Result<()> {
    let root = command::output(workspace.command("rustc").args(["--print", "sysroot"]))?;
    if Path::new(root.trim()).join("lib/rustlib/src/rust/library/Cargo.lock").is_file() {
        return Ok(());
    }
    if command::on_path("rustup").is_none() {
        bail!(
            "the standard library's source is missing and there is no rustup to add it: install it as your Rust came"
        );
    }
    println!("Adding the component rust-src with rustup.");
    command::run(workspace.command("rustup").args(["component", "add", "rust-src"]))
}

/// The folder that holds the program of `name` at the manifest's version: from PATH, the cache, or installed now.
pub fn ensure(workspace: &Workspace, name: &str) -> Result<PathBuf> {
    let tool = workspace.manifest.tools.get(name);
    let tool = tool.with_context(|| format!("wasm-pack.toml has no [tools.{name}]"))?;
    if let Some(folder) = folder_on_path(tool) {
        return Ok(folder);
    }
    let root = tools_folder()?.join(format!("{name}-{}", tool.version));
    let folder = root.join("bin");
    if version_in(&folder, tool).as_ref() != Some(&tool.version) {
        install(name, tool, &root)?;
    }
    Ok(folder)
}

fn folder_on_path(tool: &Tool) -> Option<PathBuf> {
    let folder = command::on_path(&tool.program)?.parent()?.to_path_buf();
    (version_in(&folder, tool).as_ref() == Some(&tool.version)).then_some(folder)
}

fn version_in(folder: &Path, tool: &Tool) -> Option<String> {
    command::version_of(folder.join(&tool.program))
}

fn install(name: &str, tool: &Tool, root: &Path) -> Result<()> {
    println!("Installing {name} {} into {} (about five minutes, once).", tool.version, root.display());
    let mut cargo = std::process::Command::new(command::cargo());
    cargo.args(["install", name, "--version", &tool.version, "--root"]).arg(root);
    if tool.locked {
        cargo.arg("--locked");
    }
    command::run(&mut cargo)
}
