//! `test`: everything that must hold before a commit, in steps with names.

use crate::{browser, build, command, docs, engines, fuzz, licences, node, sizes, workspace::Workspace};
use anyhow::{Context, Result, bail};

/// A name for the command line and what it does.
type Step = (&'static str, fn(&Workspace) -> Result<()>);

/// In the order in which they run: what is quick and fails often comes first.
const STEPS: [Step; 15] = [
    ("format", format),
    ("lint", lint),
    ("lint-wasm", lint_wasm),
    ("lint-fuzz", fuzz::lint),
    ("native", native),
    ("generated-types", generated_types),
    ("examples", examples),
    ("docs", documentation),
    ("licences", licences::check),
    ("build", build::build),
    ("sizes", sizes::check),
    ("types", types),
    ("wasm", wasm),
    ("end-to-end", end_to_end),
    ("engines", engines::smoke),
];

/// Runs the named steps, or all; stops at the first that fails.
pub fn test(workspace: &Workspace, names: &[String]) -> Result<()> {
    if let Some(name) = names.iter().find(|name| STEPS.iter().all(|(known, _)| known != name)) {
        let known: Vec<_> = STEPS.iter().map(|(name, _)| *name).collect();
        bail!("there is no step {name:?}; the steps are {}", known.join(", "));
    }
    let chosen = STEPS.iter().filter(|(name, _)| names.is_empty() || names.iter().any(|n| n == name));
    let mut passed = 0;
    for (name, step) in chosen {
        if let Err(error) = timed(name, || step(workspace)) {
            println!("\nsteps: {passed} passed, 1 failed");
            return Err(
                error.context(format!("the step {name:?} failed; `cargo xtask test {name}` repeats it"))
            );
        }
        passed += 1;
    }
    println!("\nsteps: {passed} passed, 0 failed");
    Ok(())
}

#[expect(
    clippy::disallowed_types,
    reason = "how long a step took is for the reader, no result depends on it"
)]
fn timed(name: &str, step: impl FnOnce() -> Result<()>) -> Result<()> {
    println!("\n== {name}");
    let start = std::time::Instant::now();
    let result = step();
    println!("== {name}: {:.0} s", start.elapsed().as_secs_f64());
    result
}

fn format(workspace: &Workspace) -> Result<()> {
    command::run(&mut workspace.cargo(&["fmt", "--all", "--check"]))
}

fn lint(workspace: &Workspace) -> Result<()> {
    command::run(&mut workspace.cargo(&[
        "clippy",
        "--locked",
        "--workspace",
        "--all-targets",
        "--all-features",
        "--",
        "-D",
        "warnings",
    ]))
}

/// The part that only the browser runs is compiled for it alone.
fn lint_wasm(workspace: &Workspace) -> Result<()> {
    crate::tools::ensure_wasm_target(workspace)?;
    let target = ["--target", "wasm32-unknown-unknown", "--lib"];
    for package in [&["huitou", "--test", "wasm"][..], &["huitou-page"], &["huitou-unpack"]] {
        let mut cargo = workspace.cargo(&["clippy", "--locked", "--package"]);
        command::run(cargo.args(package).args(target).args(["--", "-D", "warnings"]))?;
    }
    Ok(())
}

/// Also writes www/types: the core's types as its JavaScript callers see them.
fn native(workspace: &Workspace) -> Result<()> {
    command::run(&mut workspace.cargo(&["test", "--locked", "--workspace"]))
}

/// What `native` wrote is what is committed.
fn generated_types(workspace: &Workspace) -> Result<()> {
    let folder = ["--", "www/types"];
    if !workspace.root.join(".git").exists() || command::on_path("git").is_none() {
        println!("Skipped: this is no git checkout.");
        return Ok(());
    }
    let advice = "www/types is generated from the core and differs from what is committed: commit it";
    command::run(workspace.command("git").args(["diff", "--exit-code", "--stat"]).args(folder))
        .context(advice)?;
    let mut ask = workspace.command("git");
    let untracked = command::output(ask.args(["ls-files", "--others", "--exclude-standard"]).args(folder))?;
    if !untracked.is_empty() {
        bail!("{advice}\n{untracked}");
    }
    Ok(())
}

fn examples(workspace: &Workspace) -> Result<()> {
    command::run(&mut workspace.cargo(&["build", "--locked", "--profile", "test", "--examples"]))
}

/// The guide to the code, and the pages for everybody else.
fn documentation(workspace: &Workspace) -> Result<()> {
    let mut cargo = workspace.cargo(&["doc", "--locked", "--no-deps", "--workspace"]);
    command::run(cargo.env("RUSTDOCFLAGS", "-D warnings"))?;
    docs::build(workspace)
}

/// The page's JavaScript against the types of the wasm package, strictly.
fn types(workspace: &Workspace) -> Result<()> {
    node::ensure(workspace)?;
    command::run(node::script(workspace, "typescript/bin/tsc").args(["--project", "tsconfig.json"]))
}

/// The core inside a browser: tests/wasm.rs. `wasm-pack test` would compile the unit tests for wasm too, which write
/// files and can't; its runner is wasm-bindgen's, as here.
fn wasm(workspace: &Workspace) -> Result<()> {
    let browser = browser::ensure()?;
    let runner = build::setup(workspace)?.wasm_test_runner();
    let mut cargo =
        workspace.cargo(&["test", "--locked", "--target", "wasm32-unknown-unknown", "--test", "wasm"]);
    cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner).env("CHROMEDRIVER", browser.driver);
    command::run(cargo.env("WASM_BINDGEN_TEST_ONLY_WEB", "1"))
}

/// The built site in Chromium, with a server that counts what arrives: tests/browser.
fn end_to_end(workspace: &Workspace) -> Result<()> {
    let browser = browser::ensure()?;
    node::ensure(workspace)?;
    let mut playwright = node::script(workspace, "@playwright/test/cli.js");
    playwright.args(["test", "--config", "tests/browser/playwright.config.js"]);
    command::run(playwright.env("CHROME", &browser.chrome))
}
