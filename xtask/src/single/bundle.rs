//! ES modules as one plain script: each becomes a function that returns what it exports. It knows the forms of imports
//! and exports that www/ has, one a line, and no others.

use anyhow::{Context, Result, bail};
use std::fmt::Write;

/// The module `entry` and all that it imports, each before whoever imports it.
pub fn bundle(entry: &str, source: &dyn Fn(&str) -> Result<String>) -> Result<String> {
    let mut bundle = Bundle { source, names: Vec::new(), script: String::from("\"use strict\";\n") };
    bundle.add(entry)?;
    Ok(bundle.script)
}

/// A module as a plain script, for a worker that has it in front of its own.
pub fn plain(module: &str) -> String {
    let lines = module.lines().filter(|line| !line.starts_with("export {"));
    let lines = lines.map(|line| line.strip_prefix("export ").unwrap_or(line));
    lines.collect::<Vec<_>>().join("\n").replace("import.meta.url", "\"\"")
}

struct Bundle<'a> {
    source: &'a dyn Fn(&str) -> Result<String>,
    names: Vec<String>,
    script: String,
}

impl Bundle<'_> {
    /// The position of a module, which is added unless it is there.
    fn add(&mut self, file: &str) -> Result<usize> {
        if let Some(at) = self.names.iter().position(|name| name == file) {
            return Ok(at);
        }
        let text = (self.source)(file)?;
        let (mut body, mut exports) = (String::new(), Vec::new());
        for line in text.lines() {
            let line = self.line(line, &mut exports).with_context(|| format!("{file}: {line}"))?;
            body.push_str(&line);
            body.push('\n');
        }
        let at = self.names.len();
        self.names.push(file.to_string());
        let body = body.replace("import.meta.url", "\"\"");
        write!(
            self.script,
            "const $module{at} = (() => {{\n{body}return {{ {} }};\n}})();\n",
            exports.join(", ")
        )?;
        Ok(at)
    }

    /// A line without import and export; notes what is exported.
    fn line(&mut self, line: &str, exports: &mut Vec<String>) -> Result<String> {
        if let Some(rest) = line.strip_prefix("import ") {
            let (names, file) = from(rest)?;
            return Ok(format!("const {names} = $module{};", self.add(file)?));
        }
        let Some(rest) = line.strip_prefix("export ") else { return Ok(line.to_string()) };
        if let Some(rest) = rest.strip_prefix("* as ") {
            let (name, file) = from(rest)?;
            exports.push(format!("{name}: $module{}", self.add(file)?));
            return Ok(String::new());
        }
        if let Some(names) = rest.strip_prefix('{').and_then(|rest| rest.strip_suffix("};")) {
            exports.extend(names.split(',').map(|name| exported(name.trim())));
            return Ok(String::new());
        }
        let declared = rest.strip_prefix("async ").unwrap_or(rest);
        let declared = ["function ", "class ", "const "].iter().find_map(|kind| declared.strip_prefix(kind));
        let name =
            declared.and_then(|rest| rest.split([' ', '(']).next()).context("an unknown form of export")?;
        exports.push(name.to_string());
        Ok(rest.to_string())
    }
}

/// `{ a, b } from "./x.js";`: what is named, and the file in the site.
fn from(rest: &str) -> Result<(&str, &str)> {
    let (names, file) = rest.split_once(" from \"./").context("an unknown form of import")?;
    let file = file.strip_suffix("\";").context("an unknown form of import")?;
    if names.contains(" as ") {
        bail!("an import under another name");
    }
    Ok((names, file))
}

/// `a as b` is `b: a`.
fn exported(name: &str) -> String {
    match name.split_once(" as ") {
        Some((own, name)) => format!("{name}: {own}"),
        None => name.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modules_become_functions_in_the_order_of_their_imports() {
        let source = |file: &str| {
            Ok(match file {
                "app.js" => "import { one, Two } from \"./b.js\";\nimport { three } from \"./c.js\";\none(three);\n",
                "b.js" => "import { three } from \"./c.js\";\nexport async function one(x) {}\nexport class Two {}\n",
                "c.js" => "export const three = 3;\nexport * as all from \"./d.js\";\n",
                "d.js" => "const x = import.meta.url;\nexport { x, y as default };\n",
                other => bail!("there is no {other}"),
            }
            .to_string())
        };
        let script = bundle("app.js", &source).unwrap();
        let heads: Vec<_> =
            script.lines().filter(|line| line.starts_with("return") || line.starts_with("const $")).collect();
        assert_eq!(
            heads,
            [
                "const $module0 = (() => {",
                "return { x, default: y };",
                "const $module1 = (() => {",
                "return { three, all: $module0 };",
                "const $module2 = (() => {",
                "return { one, Two };",
                "const $module3 = (() => {",
                "return {  };",
            ]
        );
        assert!(script.contains("const { one, Two } = $module2;\nconst { three } = $module1;\none(three);"));
        assert!(!script.contains("import.meta") && !script.contains("export"));
        for odd in ["export default 1;", "import x from \"y\";", "import { a as b } from \"./c.js\";"] {
            assert!(bundle("odd.js", &|_| Ok(odd.to_string())).is_err(), "{odd}");
        }
    }

    #[test]
    fn a_module_in_front_of_a_worker_exports_nothing() {
        let module = "export class A {}\nexport { a, b as default };\nnew URL('x', import.meta.url);\n";
        assert_eq!(plain(module), "class A {}\nnew URL('x', \"\");");
    }
}
