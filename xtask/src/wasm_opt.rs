//! wasm-opt: finding or installing it, and running it once for each input.

use crate::{command, debian, workspace::Workspace, workspace::tools_folder};
use anyhow::{Context, Result};
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The first that is there or can be had: on PATH, Debian's, npm's; `None` says why it matters.
pub fn ensure(workspace: &Workspace) -> Result<Option<PathBuf>> {
    if let Some(program) = command::on_path("wasm-opt") {
        return Ok(Some(program));
    }
    if debian::can_install() {
        debian::install(&["binaryen"])?;
        return Ok(command::on_path("wasm-opt"));
    }
    if let Some(npm) = command::on_path("npm") {
        return from_npm(workspace, &npm).map(Some);
    }
    println!("There is no wasm-opt and no way to install it here: the wasm will be larger and slower.");
    Ok(None)
}

fn from_npm(workspace: &Workspace, npm: &Path) -> Result<PathBuf> {
    let binaryen = workspace.manifest.fallback.get("binaryen");
    let version = &binaryen.context("wasm-pack.toml has no [fallback.binaryen]")?.version;
    let folder = tools_folder()?.join(format!("binaryen-{version}"));
    let program = folder.join("node_modules").join(".bin").join("wasm-opt");
    if !program.exists() {
        println!("Installing npm's binaryen {version} into {}.", folder.display());
        fs::create_dir_all(&folder)?;
        let package = format!("binaryen@{version}");
        command::run(Command::new(npm).args(["install", "--no-save", "--prefix"]).arg(&folder).arg(package))?;
    }
    Ok(program)
}

/// Replaces `file` by its optimised form, which is kept in the target folder for an equal input.
pub fn optimise(workspace: &Workspace, program: &Path, file: &Path) -> Result<()> {
    let kept =
        workspace.target.join("wasm-opt").join(format!("{:016x}.wasm", key(workspace, program, file)?));
    if !kept.exists() {
        println!("Optimising {} with wasm-opt (up to half a minute).", file.display());
        forget_older(&kept)?;
        let fresh = kept.with_extension("part");
        let arguments = &workspace.manifest.wasm_opt.arguments;
        command::run(Command::new(program).args(arguments).arg(file).arg("-o").arg(&fresh))?;
        fs::rename(&fresh, &kept)?;
    }
    replace(&kept, file)
}

/// Names an input: its bytes, the arguments, and which wasm-opt it is.
fn key(workspace: &Workspace, program: &Path, file: &Path) -> Result<u64> {
    // Fixed keys: equal for equal inputs as long as the pinned toolchain built it.
    let mut hasher = DefaultHasher::new();
    fs::read(file)?.hash(&mut hasher);
    workspace.manifest.wasm_opt.arguments.hash(&mut hasher);
    command::output(Command::new(program).arg("--version"))?.hash(&mut hasher);
    Ok(hasher.finish())
}

fn forget_older(kept: &Path) -> Result<()> {
    let folder = kept.parent().context("a file without a folder")?;
    let _ = fs::remove_dir_all(folder);
    Ok(fs::create_dir_all(folder)?)
}

/// A rename, so that nobody sees half a file.
fn replace(source: &Path, file: &Path) -> Result<()> {
    let fresh = file.with_extension("wasm.part");
    fs::copy(source, &fresh)?;
    Ok(fs::rename(&fresh, file)?)
}
