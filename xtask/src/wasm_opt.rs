//! wasm-opt: finding or installing it, and running it once for each input.

use crate::{command, node, workspace::Workspace, workspace::tools_folder};
use anyhow::{Context, Result};
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The pinned version, from PATH or npm; where there is no npm `None`, after saying what that costs.
pub fn ensure(workspace: &Workspace) -> Result<Option<PathBuf>> {
    let version = &workspace.manifest.wasm_opt.binaryen;
    if let Some(program) = command::on_path("wasm-opt").filter(|program| is_version(program, version)) {
        return Ok(Some(program));
    }
    if let Some(npm) = node::npm()? {
        return from_npm(version, &npm).map(Some);
    }
    println!("There is no wasm-opt {version} and no npm to install it: the wasm will be larger and slower.");
    Ok(None)
}

/// `wasm-opt version 132` is npm's 132.0.0.
fn is_version(program: &Path, version: &str) -> bool {
    let printed = command::output(Command::new(program).arg("--version")).unwrap_or_default();
    printed.split_whitespace().nth(2) == version.split('.').next()
}

fn from_npm(version: &str, npm: &Path) -> Result<PathBuf> {
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

/// Replaces `file` by its optimised form, which is kept in the target folder, one for each build, for an equal input.
pub fn optimise(workspace: &Workspace, program: &Path, build: &str, file: &Path) -> Result<()> {
    let folder = workspace.target.join("wasm-opt").join(build);
    let kept = folder.join(format!("{:016x}.wasm", key(workspace, program, file)?));
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
