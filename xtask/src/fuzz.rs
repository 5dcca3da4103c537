//! `cargo xtask fuzz`: libFuzzer over the targets of `fuzz/`, with the compiler that is pinned.
//!
//! The coverage that libFuzzer follows is asked of LLVM directly: `cargo fuzz` wants a nightly compiler for it. No
//! sanitizer: the project has no unsafe code for one to watch.

use anyhow::{Context, Result};
use std::process::Command;

use crate::command;
use crate::workspace::Workspace;

/// All targets, each a file in `fuzz/targets`.
const TARGETS: [&str; 7] = ["records", "cells", "dates", "money", "archives", "files", "stretches"];

const FLAGS: &str = "--cfg fuzzing -C passes=sancov-module -C llvm-args=-sanitizer-coverage-level=4 \
                     -C llvm-args=-sanitizer-coverage-inline-8bit-counters -C llvm-args=-sanitizer-coverage-pc-table \
                     -C llvm-args=-sanitizer-coverage-trace-compares -C codegen-units=1";

/// What to run, and for how long.
pub struct Options {
    /// Seconds a target.
    pub seconds: u32,
    /// None: all.
    pub targets: Vec<String>,
}

impl Default for Options {
    fn default() -> Options {
        Options { seconds: 600, targets: Vec::new() }
    }
}

/// Runs the targets one after the other; what breaks one is kept in `fuzz/found`.
pub fn fuzz(workspace: &Workspace, options: &Options) -> Result<()> {
    let folder = workspace.root.join("fuzz");
    let all: Vec<String> = TARGETS.map(String::from).to_vec();
    let targets = if options.targets.is_empty() { &all } else { &options.targets };
    // With a named target, what runs at build time is not instrumented.
    let version = command::output(Command::new("rustc").arg("-vV"))?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).context("rustc names no host")?;
    for target in targets {
        let corpus = folder.join("corpus").join(target);
        let found = folder.join("found");
        std::fs::create_dir_all(&corpus)?;
        std::fs::create_dir_all(&found)?;
        println!("fuzz {target}, {} s", options.seconds);
        // Short inputs are tried more often, and what breaks has few bytes to look at.
        let longest =
            if matches!(target.as_str(), "archives" | "files" | "stretches") { 16_384 } else { 1_024 };
        command::run(
            Command::new(command::cargo())
                .current_dir(&folder)
                .env("RUSTFLAGS", FLAGS)
                .args(["run", "--release", "--quiet", "--target", host, "--bin", target, "--"])
                .arg(format!("-max_total_time={}", options.seconds))
                .arg("-timeout=10")
                .arg(format!("-max_len={longest}"))
                .arg("-print_final_stats=1")
                .arg(format!("-artifact_prefix={}/{target}-", found.display()))
                .arg(corpus)
                // The fixtures are where it starts.
                .args(fixtures(workspace)?)
                .args(Some(folder.join("seeds").join(target)).filter(|seeds| seeds.is_dir())),
        )?;
    }
    Ok(())
}

/// The targets still fit what they feed.
pub fn lint(workspace: &Workspace) -> Result<()> {
    let folder = workspace.root.join("fuzz");
    command::run(
        Command::new(command::cargo())
            .current_dir(&folder)
            // libFuzzer itself is not built for a look at what uses it.
            .env("CUSTOM_LIBFUZZER_PATH", folder.join("Cargo.toml"))
            .env("RUSTFLAGS", "--cfg fuzzing")
            .args(["clippy", "--locked", "--", "-D", "warnings"]),
    )
}

/// Folders of files to start from.
fn fixtures(workspace: &Workspace) -> Result<Vec<std::path::PathBuf>> {
    let entries = std::fs::read_dir(workspace.root.join("tests/data"))?;
    let folders = entries.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| path.is_dir());
    let mut folders: Vec<_> = folders.collect();
    folders.sort();
    Ok(folders)
}
