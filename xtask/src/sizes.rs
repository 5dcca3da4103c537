//! The size budget: what a visitor downloads, after gzip.

use crate::{manifest::Budget, site, workspace::Workspace};
use anyhow::{Result, bail};
use flate2::{Compression, write::GzEncoder};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

/// Kilobytes by the path in dist/.
type Sizes = BTreeMap<String, f64>;

/// Prints the size of every file of dist/ and fails where one has no budget or is over it.
pub fn check(workspace: &Workspace) -> Result<()> {
    let sizes = gzip_sizes(&workspace.dist())?;
    for (file, kilobytes) in &sizes {
        println!("{kilobytes:>8.1} kB gzip  {file}");
    }
    println!("{:>8.1} kB gzip  in all", sizes.values().sum::<f64>());
    let complaints = complaints(&sizes, &workspace.manifest.budget);
    if !complaints.is_empty() {
        bail!("{}", complaints.join("\n"));
    }
    Ok(())
}

/// What no first visit waits for: nobody has to read it, it comes when the rest is there, or it is for other pages.
const LATER: [&str; 12] = [
    "define.js",
    "dress.js",
    "element-text.js",
    "element.js",
    "embed.html",
    "embed.js",
    "frame.js",
    "huitou.html",
    "licences.html",
    "pkg-unpack/unpack_bg.wasm",
    "source.js",
    "types/report.schema.json",
];

/// Kilobytes that a first visit waits for.
pub fn first_visit(workspace: &Workspace) -> Result<f64> {
    let sizes = gzip_sizes(&workspace.dist())?;
    Ok(sizes.iter().filter(|(file, _)| !LATER.contains(&file.as_str())).map(|(_, kilobytes)| kilobytes).sum())
}

/// A sentence for each file that has no budget or is over it, and each budget that has no file.
fn complaints(sizes: &Sizes, budget: &Budget) -> Vec<String> {
    let over = |file: &str, kilobytes: f64, limit: f64| {
        (kilobytes > limit)
            .then(|| format!("{file} has {kilobytes:.1} kB gzip, its budget in wasm-pack.toml is {limit}"))
    };
    let of_files = sizes.iter().filter_map(|(file, kilobytes)| match budget.files.get(file) {
        Some(limit) => over(file, *kilobytes, *limit),
        None => Some(format!("{file} ({kilobytes:.1} kB gzip) has no budget in wasm-pack.toml")),
    });
    let gone = budget.files.keys().filter(|file| !sizes.contains_key(*file));
    let of_gone = gone.map(|file| format!("{file} has a budget in wasm-pack.toml and is not in dist/"));
    of_files.chain(of_gone).chain(over("all of dist/", sizes.values().sum(), budget.total)).collect()
}

/// Kilobytes after gzip -9, by the path in the folder with `/`.
fn gzip_sizes(folder: &Path) -> Result<Sizes> {
    let mut sizes = Sizes::new();
    for file in site::files(folder)? {
        let name = file.strip_prefix(folder)?.components().map(|part| part.as_os_str().to_string_lossy());
        let name = name.collect::<Vec<_>>().join("/");
        let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
        gzip.write_all(&std::fs::read(&file)?)?;
        sizes.insert(name, gzip.finish()?.len() as f64 / 1000.0);
    }
    Ok(sizes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sizes<const N: usize>(files: [(&str, f64); N]) -> Sizes {
        files.map(|(file, kilobytes)| (file.to_owned(), kilobytes)).into()
    }

    #[test]
    fn each_file_needs_a_budget_and_keeps_it() {
        let budget = Budget { total: 12.0, files: sizes([("a.js", 10.0), ("gone.js", 1.0)]) };
        assert_eq!(complaints(&sizes([("a.js", 10.0), ("gone.js", 1.0)]), &budget), [""; 0]);
        let complaints = complaints(&sizes([("a.js", 10.1), ("new.js", 2.0)]), &budget);
        let about: Vec<_> = complaints.iter().map(|sentence| sentence.split(' ').next().unwrap()).collect();
        assert_eq!(about, ["a.js", "new.js", "gone.js", "all"]);
    }
}
