//! Node, npm and the packages of package-lock.json: tools of the tests, nothing of them is shipped.

use crate::{command, debian, workspace::Workspace};
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The oldest major version that the tests' packages run on; Debian 12 has it.
const OLDEST: u32 = 18;

/// Makes sure that node, npm and node_modules/ are there and as the lock file says.
pub fn ensure(workspace: &Workspace) -> Result<()> {
    let npm = npm()?;
    packages(
        workspace,
        &npm.with_context(|| format!("the tests need Node {OLDEST} or newer with npm: install them"))?,
    )
}

/// npm beside a Node that is new enough, installed now where that is possible.
pub fn npm() -> Result<Option<PathBuf>> {
    if found().is_none() && debian::can_install() {
        debian::install(&["nodejs", "npm"])?;
    }
    Ok(found())
}

/// A command that runs a script of node_modules/ by node, on every platform alike.
pub fn script(workspace: &Workspace, file: &str) -> Command {
    let mut node = workspace.command("node");
    node.arg(workspace.root.join("node_modules").join(file));
    node
}

fn found() -> Option<PathBuf> {
    command::on_path("npm").filter(|_| major_version().is_some_and(|version| version >= OLDEST))
}

fn major_version() -> Option<u32> {
    command::on_path("node")?;
    let version = command::output(Command::new("node").arg("--version")).ok()?;
    version.strip_prefix('v')?.split('.').next()?.parse().ok()
}

/// `npm ci`, unless it ran for this very lock file.
fn packages(workspace: &Workspace, npm: &Path) -> Result<()> {
    let lock = fs::read(workspace.root.join("package-lock.json")).context("cannot read package-lock.json")?;
    let installed = workspace.root.join("node_modules").join(".installed-lock.json");
    if fs::read(&installed).is_ok_and(|text| text == lock) {
        return Ok(());
    }
    println!("Installing the tests' npm packages.");
    // Its own browsers are not used: the tests drive the machine's Chromium.
    command::run(
        workspace
            .command(npm)
            .args(["ci", "--no-audit", "--no-fund"])
            .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"),
    )?;
    Ok(fs::write(installed, lock)?)
}
