//! The frame around each page: navigation, the other language, contents, the page's own colours. No script.

use super::markdown::Page;
use super::{Lang, PAGES, page_of};
use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

const PAGE: &str = include_str!("page.html");
const STYLE: &str = include_str!("docs.css");

/// One page of the list.
pub fn page(page: &Page, at: usize, lang: Lang) -> String {
    let (name, ..) = PAGES[at];
    let (code, skip, pages, contents, other) = match lang {
        Lang::En => ("en", "Skip to content", "Pages", "On this page", Lang::Zh),
        Lang::Zh => ("zh-CN", "跳到正文", "各页", "本页内容", Lang::En),
    };
    let (other_code, other_words) = match other {
        Lang::En => ("en", "English"),
        Lang::Zh => ("zh-CN", "中文"),
    };
    let switch = format!(
        "<a hreflang=\"{other_code}\" lang=\"{other_code}\" href=\"{}\">{other_words}</a>",
        other.file(name, "html")
    );
    let listed =
        page.contents.iter().map(|(words, anchor)| format!("<a href=\"#{anchor}\">{}</a>", escape(words)));
    frame(&[
        ("lang", code),
        ("title", &escape(&page.title)),
        ("skip", skip),
        ("pages", &nav(pages, links(Some(at), lang))),
        ("switch", &switch),
        ("contents", &nav(contents, listed)),
        ("main", &page.html),
        ("foot", &neighbours(at, lang)),
    ])
}

/// The way in: both languages side by side.
pub fn front(texts: &BTreeMap<PathBuf, Page>) -> Result<String> {
    let mut main = String::from("<h1><span lang=\"zh\">回头客</span> Huitou</h1>\n<div class=\"twins\">\n");
    for (lang, code, words) in [
        (Lang::Zh, "zh-CN", "看清谁会再来，以及为什么；顾客数据不交给任何人。"),
        (Lang::En, "en", "See who comes back to a shop, and why, without handing its customers to anyone."),
    ] {
        main += &format!("<section lang=\"{code}\"><p>{words}</p><ul>");
        for (name, ..) in PAGES {
            let title = escape(&page_of(texts, name, lang)?.title);
            main += &format!("<li><a href=\"{}\">{title}</a></li>", lang.file(name, "html"));
        }
        main += "</ul></section>\n";
    }
    main += "</div>\n";
    Ok(frame(&[
        ("lang", "en"),
        ("title", "Huitou · 回头客"),
        ("skip", "Skip to content"),
        ("pages", ""),
        ("switch", ""),
        ("contents", ""),
        ("main", &main),
        ("foot", ""),
    ]))
}

/// The colours of the page itself, and how text stands on them.
pub fn style(root: &Path) -> Result<String> {
    let panel = fs::read_to_string(root.join("www/panel.css"))?;
    let light = block(&panel, ":root, .report {")?;
    let dark = block(&panel, ":root[data-theme=\"dark\"], .report[data-theme=\"dark\"] {")?;
    Ok(format!(":root {{{light}}}\n@media (prefers-color-scheme: dark) {{ :root {{{dark}}} }}\n{STYLE}"))
}

/// What stands between the braces after `head`.
fn block<'a>(css: &'a str, head: &str) -> Result<&'a str> {
    let (_, rest) = css.split_once(head).with_context(|| format!("www/panel.css has no {head}"))?;
    let (inside, _) = rest.split_once('}').with_context(|| format!("{head} does not end"))?;
    Ok(inside)
}

/// The template with its places filled, one after the other, so that what is filled in is not looked at again.
fn frame(places: &[(&str, &str)]) -> String {
    let mut page = String::new();
    let mut rest = PAGE;
    while let Some((before, after)) = rest.split_once("{{") {
        let (name, after) = after.split_once("}}").unwrap_or((after, ""));
        page += before;
        page += places.iter().find(|(place, _)| *place == name).map_or("", |(_, words)| words);
        rest = after;
    }
    page + rest
}

/// The links to all pages; the one of `here` says so.
fn links(here: Option<usize>, lang: Lang) -> impl Iterator<Item = String> {
    PAGES.iter().enumerate().map(move |(at, (name, ..))| {
        let current = if Some(at) == here { " aria-current=\"page\"" } else { "" };
        format!("<a href=\"{}\"{current}>{}</a>", lang.file(name, "html"), label(at, lang))
    })
}

fn label(at: usize, lang: Lang) -> &'static str {
    let (_, en, zh) = PAGES[at];
    if lang == Lang::En { en } else { zh }
}

fn nav(label: &str, links: impl Iterator<Item = String>) -> String {
    let listed: String = links.map(|link| format!("<li>{link}</li>")).collect();
    if listed.is_empty() { listed } else { format!("<nav aria-label=\"{label}\"><ul>{listed}</ul></nav>") }
}

/// The page before and the page after.
fn neighbours(at: usize, lang: Lang) -> String {
    let link = |at: usize, rel: &str| {
        PAGES.get(at).map_or(String::new(), |(name, ..)| {
            format!("<a rel=\"{rel}\" href=\"{}\">{}</a>", lang.file(name, "html"), label(at, lang))
        })
    };
    let before = at.checked_sub(1).map_or(String::new(), |at| link(at, "prev"));
    format!("<span>{before}</span><span>{}</span>", link(at + 1, "next"))
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_of_the_template_is_filled_once() {
        let places = ["lang", "title", "skip", "pages", "switch", "contents", "main", "foot"];
        let page = frame(&places.map(|place| (place, "{{main}}")));
        assert_eq!(page.matches("{{main}}").count(), PAGE.matches("{{").count());
        for place in places {
            assert!(PAGE.contains(&format!("{{{{{place}}}}}")), "{place}");
        }
    }
}
