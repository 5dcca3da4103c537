//! The modules of a page are asked for together, not each once those that import it are there.

use anyhow::{Context, Result};
use std::fs;
use std::path::Path;

const SCRIPT: &str = "<script type=\"module\" src=\"";

/// Names them in a page of dist/.
pub fn write(dist: &Path, page: &str) -> Result<()> {
    let read =
        |file: &str| fs::read_to_string(dist.join(file)).with_context(|| format!("cannot read {file}"));
    let html = named(&read(page)?, &read)?;
    fs::write(dist.join(page), html).with_context(|| format!("cannot write {page}"))
}

fn named(page: &str, read: &dyn Fn(&str) -> Result<String>) -> Result<String> {
    let at = page.find(SCRIPT).context("the page has no module")?;
    let entry = page[at + SCRIPT.len()..].split('"').next().unwrap_or_default();
    let (mut modules, mut next) = (vec![entry.to_string()], 0);
    while next < modules.len() {
        for module in imported(&read(&modules[next])?) {
            if !modules.contains(&module) {
                modules.push(module);
            }
        }
        next += 1;
    }
    let link = |module: &String| format!("<link rel=\"modulepreload\" href=\"{module}\">\n");
    let links: String = modules[1..].iter().map(link).collect();
    Ok(format!("{}{links}{}", &page[..at], &page[at..]))
}

/// The modules that one asks for from its beginning, each in a line of its own.
fn imported(module: &str) -> Vec<String> {
    let lines = module.lines().filter(|line| line.starts_with("import ") || line.starts_with("export "));
    let from = lines.filter_map(|line| line.split_once(" from \"./")?.1.split_once('"'));
    from.map(|(file, _)| file.to_string()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_that_is_imported_is_named_once_and_the_entry_not() {
        let read = |file: &str| {
            Ok(match file {
                "a.js" => "import { b } from \"./b.js\";\nimport { c } from \"./c.js\";\n",
                "b.js" => "export * as c from \"./c.js\";\nconst text = ' from \"./d.js\"';\n",
                _ => "",
            }
            .to_string())
        };
        let page = "<head>\n<script type=\"module\" src=\"a.js\"></script>\n</head>";
        let links =
            "<link rel=\"modulepreload\" href=\"b.js\">\n<link rel=\"modulepreload\" href=\"c.js\">\n";
        assert_eq!(named(page, &read).unwrap(), page.replace("<script", &format!("{links}<script")));
        assert!(named("<head></head>", &read).is_err());
    }
}
