//! `bench fits`: the fits of the models of expected value, beside those of the Python package lifetimes.

use crate::{build, command, node, workspace::Workspace};
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};

const CUSTOMERS: u32 = 100_000;

/// lifetimes is no longer changed; what it stands on is, and is pinned at versions that it still runs with.
const PACKAGES: [&str; 5] =
    ["lifetimes==0.11.3", "numpy==1.26.4", "pandas==2.2.3", "scipy==1.13.1", "autograd==1.7.0"];

/// Fits the same customers by both, and prints seconds and parameters side by side.
pub fn fits(workspace: &Workspace) -> Result<()> {
    node::ensure(workspace)?;
    let folder = workspace.target.join("bench/fits");
    fs::create_dir_all(&folder)?;
    let python = python(workspace, &folder)?;
    let data = folder.join(format!("customers-v1-{CUSTOMERS}.txt"));
    let mut theirs = workspace.command(python);
    theirs.arg("tests/browser/bench/fits.py").arg(CUSTOMERS.to_string()).arg(&data);
    let found = command::output(&mut theirs)?;
    let peer = folder.join("lifetimes.jsonl");
    fs::write(&peer, found)?;
    let module = module(workspace, &folder)?;
    let mut node = workspace.command("node");
    command::run(node.arg("tests/browser/bench/fits.js").arg(data).arg(peer).arg(module))
}

/// A Python of its own in the target folder, with the packages.
fn python(workspace: &Workspace, folder: &Path) -> Result<PathBuf> {
    let (venv, mark) = (folder.join("venv"), folder.join("packages.txt"));
    let python = venv.join("bin/python");
    let wanted = PACKAGES.join("\n");
    if fs::read_to_string(&mark).is_ok_and(|installed| installed == wanted) {
        return Ok(python);
    }
    println!("Installing lifetimes from PyPI into {}.", venv.display());
    let mut make = workspace.command("python3");
    command::run(make.args(["-m", "venv"]).arg(&venv)).context("python3 with venv is needed")?;
    let mut install = workspace.command(&python);
    command::run(install.args(["-m", "pip", "install", "--quiet"]).args(PACKAGES))?;
    fs::write(&mark, wanted)?;
    Ok(python)
}

/// The core's fits compiled as the page's core is, for node.
fn module(workspace: &Workspace, folder: &Path) -> Result<PathBuf> {
    let toolbox = build::setup(workspace)?;
    let target = "wasm32-unknown-unknown";
    command::run(&mut workspace.cargo(&[
        "build",
        "--quiet",
        "--locked",
        "--package",
        "huitou",
        "--example",
        "fits",
        "--release",
        "--target",
        target,
    ]))?;
    let wasm = workspace.target.join(target).join("release/examples/fits.wasm");
    let mut bindgen = workspace.command(toolbox.wasm_bindgen());
    command::run(bindgen.arg(wasm).args(["--target", "nodejs", "--out-dir"]).arg(folder))?;
    let module = folder.join("fits.cjs");
    // The checkout's scripts are modules; this one is none.
    fs::rename(folder.join("fits.js"), &module)?;
    Ok(module)
}
