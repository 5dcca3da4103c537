//! One Markdown file: its HTML, its headings and the anchors that GitHub gives them, its links.

use anyhow::{Result, bail};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

/// A file that was read.
pub struct Page {
    /// The text of its first heading.
    pub title: String,
    /// The second-level headings with their anchors.
    pub contents: Vec<(String, String)>,
    /// All anchors.
    pub anchors: Vec<String>,
    /// Where its links and pictures lead, as written.
    pub links: Vec<String>,
    /// Its HTML, links turned to the site's files.
    pub html: String,
}

impl Page {
    /// Reads Markdown. Raw HTML is refused: what stands in the site is what stands in the text.
    pub fn of(text: &str) -> Result<Page> {
        let mut events: Vec<Event> = Parser::new_ext(text, Options::ENABLE_TABLES).collect();
        let links = links(&events);
        let headings = name_headings(&mut events);
        if let Some(Event::Html(raw) | Event::InlineHtml(raw)) =
            events.iter().find(|event| matches!(event, Event::Html(_) | Event::InlineHtml(_)))
        {
            bail!("raw HTML is not shown: {raw}");
        }
        let anchors = headings.iter().map(|(_, _, anchor)| anchor.clone()).collect();
        let title = headings.first().map(|(_, words, _)| words.clone()).unwrap_or_default();
        let second = headings.into_iter().filter(|(level, ..)| *level == HeadingLevel::H2);
        let contents = second.map(|(_, words, anchor)| (words, anchor)).collect();
        Ok(Page { title, contents, anchors, links, html: to_html(events) })
    }
}

fn links(events: &[Event]) -> Vec<String> {
    let of = |event: &Event| match event {
        Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => Some(dest_url.to_string()),
        _ => None,
    };
    events.iter().filter_map(of).collect()
}

/// Gives each heading its anchor. Level, words and anchor of each.
fn name_headings(events: &mut [Event]) -> Vec<(HeadingLevel, String, String)> {
    let mut named: Vec<(HeadingLevel, String, String)> = Vec::new();
    for at in 0..events.len() {
        let Event::Start(Tag::Heading { level, .. }) = events[at] else { continue };
        let inside = events[at..].iter().take_while(|event| !matches!(event, Event::End(TagEnd::Heading(_))));
        let words: String = inside
            .filter_map(|event| match event {
                Event::Text(words) | Event::Code(words) => Some(words.as_ref()),
                _ => None,
            })
            .collect();
        let plain = slug(&words);
        let before = named.iter().filter(|(_, other, _)| slug(other) == plain).count();
        let anchor = if before == 0 { plain } else { format!("{plain}-{before}") };
        if let Event::Start(Tag::Heading { id, .. }) = &mut events[at] {
            *id = Some(anchor.clone().into());
        }
        named.push((level, words, anchor));
    }
    named
}

/// The anchor that GitHub gives a heading: letters, digits, `-` and `_` stay, blanks become `-`.
fn slug(words: &str) -> String {
    let kept = words.to_lowercase();
    let kept = kept.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}

/// A path from the root that a page of docs/ links to, outside docs/.
pub fn outside(link: &str) -> Option<&str> {
    link.strip_prefix("../")
}

/// A link of docs/ as the site has it.
fn in_site(link: &str) -> String {
    if let Some(path) = outside(link) {
        return format!("source/{path}");
    }
    let (file, anchor) = link.split_once('#').map_or((link, None), |(file, anchor)| (file, Some(anchor)));
    let Some(name) = file.strip_suffix(".md") else { return link.to_owned() };
    anchor.map_or(format!("{name}.html"), |anchor| format!("{name}.html#{anchor}"))
}

fn to_html(events: Vec<Event>) -> String {
    let events = without_twin(events).into_iter().flat_map(|event| match event {
        Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
            let dest_url = in_site(&dest_url).into();
            vec![Event::Start(Tag::Link { link_type, dest_url, title, id })]
        }
        // A wide table scrolls by itself, by keys too.
        Event::Start(Tag::Table(_)) => {
            vec![Event::Html("<div class=\"table-box\" tabindex=\"0\">".into()), event]
        }
        Event::End(TagEnd::Table) => vec![event, Event::Html("</div>".into())],
        other => vec![other],
    });
    let mut page = String::new();
    html::push_html(&mut page, events);
    page
}

/// Without the paragraph that only names the other language: the site has that above every page.
fn without_twin(mut events: Vec<Event>) -> Vec<Event> {
    let begins = |event: &Event| matches!(event, Event::Start(Tag::Paragraph));
    let Some(at) = events.iter().position(begins) else { return events };
    let is_twin =
        |words: &Event| matches!(words, Event::Text(words) if ["中文", "English"].contains(&words.as_ref()));
    // Paragraph, link, words, and the ends of both.
    if events.get(at + 2).is_some_and(is_twin)
        && matches!(events.get(at + 4), Some(Event::End(TagEnd::Paragraph)))
    {
        events.drain(at..at + 5);
    }
    events
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_are_those_of_github() {
        assert_eq!(slug("A frame, for your readers' own files"), "a-frame-for-your-readers-own-files");
        assert_eq!(slug("哪个“复购率”？"), "哪个复购率");
        let page = Page::of("# One\n\n## Two `x_y`\n\n## Two x_y\n").unwrap();
        assert_eq!(page.anchors, ["one", "two-x_y", "two-x_y-1"]);
    }

    #[test]
    fn links_lead_to_the_files_of_the_site() {
        assert_eq!(in_site("metrics.zh.md#留存"), "metrics.zh.html#留存");
        assert_eq!(in_site("../www/types/report.schema.json"), "source/www/types/report.schema.json");
        assert_eq!(in_site("#here"), "#here");
        assert_eq!(in_site("https://rustup.rs"), "https://rustup.rs");
    }

    #[test]
    fn the_paragraph_of_the_other_language_goes_and_raw_html_is_refused() {
        let page = Page::of("# One\n\n[中文](one.zh.md)\n\nText with [a link](two.md).\n").unwrap();
        assert!(!page.html.contains("中文") && page.html.contains("href=\"two.html\""));
        assert_eq!(page.links, ["one.zh.md", "two.md"]);
        assert!(Page::of("# One\n\n<b>bold</b>\n").is_err());
    }
}
