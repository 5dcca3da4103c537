//! Whether every link of the Markdown files leads somewhere. Addresses of other sites are not asked for.

use super::markdown::Page;
use anyhow::{Result, bail};
use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

/// Fails with all that lead nowhere.
pub fn check(root: &Path, texts: &BTreeMap<PathBuf, Page>) -> Result<()> {
    let mut dead = Vec::new();
    for (file, page) in texts {
        for link in page.links.iter().filter(|link| !link.contains("://")) {
            if let Some(why) = dead_because(root, texts, file, link) {
                dead.push(format!("{}: {link}: {why}", file.display()));
            }
        }
    }
    if !dead.is_empty() {
        bail!("links that lead nowhere:\n{}", dead.join("\n"));
    }
    Ok(())
}

fn dead_because(
    root: &Path,
    texts: &BTreeMap<PathBuf, Page>,
    file: &Path,
    link: &str,
) -> Option<&'static str> {
    let (to, anchor) = link.split_once('#').map_or((link, None), |(to, anchor)| (to, Some(anchor)));
    let target = if to.is_empty() { file.to_path_buf() } else { beside(file, to) };
    if !root.join(&target).exists() {
        return Some("no such file");
    }
    let anchor = anchor?;
    let known = texts.get(&target).is_some_and(|page| page.anchors.iter().any(|known| known == anchor));
    (!known).then_some("no such heading")
}

/// A path relative to a file's folder, as one from the root.
fn beside(file: &Path, to: &str) -> PathBuf {
    let mut path = file.parent().map(Path::to_path_buf).unwrap_or_default();
    for part in Path::new(to).components() {
        match part {
            Component::ParentDir => drop(path.pop()),
            part => path.push(part),
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is said of a link in a file of the root.
    fn said(link: &str) -> String {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let page = Page::of(&format!("# Here\n\n[a]({link})\n")).unwrap();
        let texts = BTreeMap::from([(PathBuf::from("here.md"), page)]);
        std::fs::exists(root.join("Cargo.toml")).unwrap();
        check(root, &texts).err().map(|error| error.to_string()).unwrap_or_default()
    }

    #[test]
    fn a_dead_file_and_a_dead_heading_are_told() {
        assert!(said("src/nowhere.rs").contains("no such file"));
        assert!(said("Cargo.toml#there").contains("no such heading"));
        assert_eq!(said("Cargo.toml"), "");
        assert_eq!(said("https://rustup.rs"), "");
    }

    #[test]
    fn paths_are_those_beside_the_file() {
        assert_eq!(beside(Path::new("docs/a.md"), "../www/x.js"), Path::new("www/x.js"));
        assert_eq!(beside(Path::new("docs/a.md"), "b.md"), Path::new("docs/b.md"));
    }
}
