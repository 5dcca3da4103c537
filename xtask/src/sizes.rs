//! The size budget: what a visitor downloads, after gzip.

use crate::{site, workspace::Workspace};
use anyhow::{Result, bail};
use flate2::{Compression, write::GzEncoder};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

/// Compares every file of dist/ with its line in the manifest, and prints all of them.
pub fn check(workspace: &Workspace) -> Result<()> {
    let sizes = gzip_sizes(&workspace.dist())?;
    let budget = &workspace.manifest.budget;
    let mut trouble = Vec::new();
    for (file, size) in &sizes {
        match budget.files.get(file) {
            Some(limit) => trouble.extend(over(file, *size, *limit)),
            None => trouble.push(format!("{file} has no budget in wasm-pack.toml")),
        }
    }
    let gone = budget.files.keys().filter(|file| !sizes.contains_key(*file));
    trouble.extend(gone.map(|file| format!("{file} has a budget in wasm-pack.toml and is not in dist/")));
    trouble.extend(over("everything", sizes.values().sum(), budget.total));
    if !trouble.is_empty() {
        bail!("{}", trouble.join("\n       "));
    }
    Ok(())
}

/// Prints a line; `Some` sentence where the limit is exceeded.
fn over(file: &str, kilobytes: f64, limit: f64) -> Option<String> {
    println!("{kilobytes:>8.1} of {limit:>5} kB gzip  {file}");
    (kilobytes > limit).then(|| format!("{file} has {kilobytes:.1} kB gzip, its budget is {limit}"))
}

/// Kilobytes after gzip -9, by the path in the folder with `/`.
fn gzip_sizes(folder: &Path) -> Result<BTreeMap<String, f64>> {
    let mut sizes = BTreeMap::new();
    for file in site::files(folder)? {
        let name = file.strip_prefix(folder)?.components().map(|part| part.as_os_str().to_string_lossy());
        let name = name.collect::<Vec<_>>().join("/");
        let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
        gzip.write_all(&std::fs::read(&file)?)?;
        sizes.insert(name, gzip.finish()?.len() as f64 / 1000.0);
    }
    Ok(sizes)
}
