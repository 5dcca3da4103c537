//! licences.html: our licences and, with the texts found beside their sources, those of the crates in the wasm.

use crate::metadata::{self, Package};
use crate::workspace::Workspace;
use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

const HEAD: &str = r#"<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'">
<title>Huitou: licences</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="panel.css">
<link rel="stylesheet" href="style.css">
<main class="licences">
"#;

/// Not a crate that cargo lists; the Apache licence's text stands below.
const STANDARD_LIBRARY: &str = "the Rust standard library (MIT OR Apache-2.0)";

/// Writes dist/licences.html.
pub fn write(workspace: &Workspace) -> Result<()> {
    let file = workspace.dist().join("licences.html");
    fs::write(&file, page(workspace)?).with_context(|| format!("cannot write {}", file.display()))
}

/// The whole page.
pub fn page(workspace: &Workspace) -> Result<String> {
    Ok(format!("{HEAD}<h1>Licences</h1>\n{}</main>\n", body(workspace)?))
}

/// What stands in it below its title.
pub fn body(workspace: &Workspace) -> Result<String> {
    let packages = metadata::shipped(workspace)?;
    let mut page = String::from("<h2>Huitou</h2>\n<p>MIT or Apache-2.0, as you choose.</p>\n");
    for text in texts_in(&workspace.root)? {
        fold_out(&mut page, &text)?;
    }
    let texts = distinct_texts(&packages)?;
    writeln!(
        page,
        "<h2>What it is made of</h2>\n<p>{} crates, and {STANDARD_LIBRARY}.</p>\n<ul>",
        packages.len()
    )?;
    for package in &packages {
        entry(&mut page, package)?;
    }
    page.push_str("</ul>\n<h2>Their texts</h2>\n");
    for (text, holders) in &texts {
        writeln!(page, "<h3>{}</h3>", escape(&holders.join(", ")))?;
        fold_out(&mut page, text)?;
    }
    Ok(page)
}

fn entry(page: &mut String, package: &Package) -> Result<()> {
    let licence = package.license.as_deref().unwrap_or("no licence");
    let name = escape(&format!("{} {}", package.name, package.version));
    match &package.repository {
        Some(url) => write!(page, "<li><a rel=\"noreferrer\" href=\"{}\">{name}</a>: ", escape(url))?,
        None => write!(page, "<li>{name}: ")?,
    }
    Ok(writeln!(page, "{}</li>", escape(licence))?)
}

fn fold_out(page: &mut String, text: &str) -> Result<()> {
    let title = text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or("Text");
    Ok(writeln!(page, "<details><summary>{}</summary><pre>{}</pre></details>", escape(title), escape(text))?)
}

/// Each text once, with the crates that carry it: most crates share the Apache licence to the letter.
fn distinct_texts(packages: &[Package]) -> Result<BTreeMap<String, Vec<String>>> {
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for package in packages {
        let folder = package.manifest_path.parent().context("a crate without a folder")?;
        let own = texts_in(folder)?;
        if own.is_empty() {
            bail!(
                "{} {} carries no licence text that could be shipped with it",
                package.name,
                package.version
            );
        }
        for text in own {
            texts.entry(text).or_default().push(package.name.clone());
        }
    }
    Ok(texts)
}

/// The licence and notice files of a source folder.
fn texts_in(folder: &Path) -> Result<Vec<String>> {
    let mut files: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(folder)? {
        files.push(entry?.path());
    }
    files.retain(|file| file.is_file() && is_licence(file));
    files.sort();
    files.iter().map(|file| Ok(fs::read_to_string(file)?.replace("\r\n", "\n").trim().to_owned())).collect()
}

fn is_licence(file: &Path) -> bool {
    let name = file.file_name().map(|name| name.to_string_lossy().to_uppercase()).unwrap_or_default();
    ["LICENSE", "LICENCE", "UNLICENSE", "COPYING", "NOTICE"].iter().any(|start| name.starts_with(start))
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn licence_files_are_known_by_their_names() {
        for name in ["LICENSE-MIT", "license.txt", "COPYING", "UNLICENSE", "NOTICE.md"] {
            assert!(is_licence(Path::new(name)), "{name}");
        }
        assert!(!is_licence(Path::new("README.md")));
    }

    #[test]
    fn markup_in_a_text_stays_text() {
        assert_eq!(escape("<a href=\"x\">&"), "&lt;a href=&quot;x&quot;&gt;&amp;");
    }
}
