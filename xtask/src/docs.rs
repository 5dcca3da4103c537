//! `docs`: docs/*.md as a static site, every link of it followed.

mod links;
mod markdown;
mod template;

use crate::{site, workspace::Workspace};
use anyhow::{Context, Result, bail};
use markdown::Page;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The pages in reading order: the stem of both files in docs/, and what the navigation calls it in English and Chinese.
const PAGES: [(&str, &str, &str); 7] = [
    ("start", "Start", "开始"),
    ("formats", "Exports", "支持的导出"),
    ("metrics", "Metrics", "指标"),
    ("glossary", "Glossary", "术语表"),
    ("embedding", "Embedding", "嵌入"),
    ("privacy", "Privacy", "隐私"),
    ("performance", "Performance", "速度"),
];

/// English as `name.md`, Chinese as `name.zh.md`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Lang {
    En,
    Zh,
}

impl Lang {
    /// The file of a page, with an ending of choice.
    fn file(self, name: &str, ending: &str) -> String {
        match self {
            Lang::En => format!("{name}.{ending}"),
            Lang::Zh => format!("{name}.zh.{ending}"),
        }
    }
}

/// Makes dist-docs/ anew. A link that leads nowhere, here or in the Markdown files of the root, fails.
pub fn build(workspace: &Workspace) -> Result<()> {
    let texts = read(&workspace.root)?;
    links::check(&workspace.root, &texts)?;
    let out = workspace.root.join("dist-docs");
    if out.exists() {
        fs::remove_dir_all(&out).with_context(|| format!("cannot empty {}", out.display()))?;
    }
    fs::create_dir_all(&out)?;
    for lang in [Lang::En, Lang::Zh] {
        for (at, (name, ..)) in PAGES.iter().enumerate() {
            let page = page_of(&texts, name, lang)?;
            fs::write(out.join(lang.file(name, "html")), template::page(page, at, lang))?;
        }
    }
    fs::write(out.join("index.html"), template::front(&texts)?)?;
    fs::write(out.join("docs.css"), template::style(&workspace.root)?)?;
    copy_sources(&workspace.root, &texts, &out)?;
    println!("The docs are in {}: open index.html, or put them on any static host.", out.display());
    Ok(())
}

/// All Markdown files of the root and of docs/, by their path from the root.
fn read(root: &Path) -> Result<BTreeMap<PathBuf, Page>> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(root)?.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    files.extend(site::files(&root.join("docs"))?);
    files.retain(|file| file.extension().is_some_and(|ending| ending == "md"));
    let mut texts = BTreeMap::new();
    for file in files {
        let text = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
        let page = Page::of(&text).with_context(|| format!("in {}", file.display()))?;
        texts.insert(file.strip_prefix(root)?.to_path_buf(), page);
    }
    for file in texts.keys().filter(|file| file.starts_with("docs")) {
        let known =
            |name: &str| [Lang::En, Lang::Zh].iter().any(|lang| lang.file(name, "md") == file_name(file));
        if !PAGES.iter().any(|(name, ..)| known(name)) {
            bail!("{} is not in the list of pages in xtask/src/docs.rs", file.display());
        }
    }
    Ok(texts)
}

fn file_name(file: &Path) -> String {
    file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn page_of<'a>(texts: &'a BTreeMap<PathBuf, Page>, name: &str, lang: Lang) -> Result<&'a Page> {
    let file = Path::new("docs").join(lang.file(name, "md"));
    texts.get(&file).with_context(|| format!("there is no {}", file.display()))
}

/// What pages link to outside docs/ stands beside them, as it is.
fn copy_sources(root: &Path, texts: &BTreeMap<PathBuf, Page>, out: &Path) -> Result<()> {
    for page in texts.iter().filter(|(file, _)| file.starts_with("docs")).map(|(_, page)| page) {
        for path in page.links.iter().filter_map(|link| markdown::outside(link)) {
            let to = out.join("source").join(path);
            fs::create_dir_all(to.parent().context("a file without a folder")?)?;
            fs::copy(root.join(path), &to).with_context(|| format!("cannot copy {path}"))?;
        }
    }
    Ok(())
}
