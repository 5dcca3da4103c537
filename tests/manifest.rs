//! wasm-pack.toml, our build manifest, agrees with what it speaks about.

#![allow(clippy::unwrap_used, reason = "a test may panic, and so may what it reads with")]

use std::fs;
use toml::Table;

fn read(file: &str) -> String {
    fs::read_to_string(format!("{}/{file}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn table(file: &str) -> Table {
    read(file).parse().unwrap()
}

#[test]
fn its_first_line_says_whose_it_is() {
    assert!(read("wasm-pack.toml").starts_with("# wasm-pack does not read this file."));
}

#[test]
fn the_command_line_tool_and_the_crate_of_wasm_bindgen_are_one_version() {
    let tool = &table("wasm-pack.toml")["tools"]["wasm-bindgen-cli"]["version"];
    let pin = &table("Cargo.toml")["target"]["cfg(target_arch = \"wasm32\")"]["dependencies"]["wasm-bindgen"];
    assert_eq!(pin.as_str().unwrap(), format!("={}", tool.as_str().unwrap()));
}

#[test]
fn the_page_carries_the_policy_before_anything_that_loads() {
    let page = read("www/index.html");
    let policy = table("wasm-pack.toml")["policy"]["page"].as_str().unwrap().to_owned();
    let meta = format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">");
    let at = page.find(&meta).expect("index.html carries the policy of wasm-pack.toml to the letter");
    // A meta policy covers only what follows it.
    for loading in ["<script", "<link", "<img", "<style"] {
        assert!(page.find(loading).is_none_or(|found| found > at), "{loading} stands before the policy");
    }
}

#[test]
fn the_seal_and_the_docs_carry_the_second_policy() {
    let seal = table("wasm-pack.toml")["policy"]["seal"].as_str().unwrap().to_owned();
    assert!(read("www/seal.js").contains(&format!("\"{seal}\"")), "www/seal.js");
    for file in ["docs/privacy.md", "docs/privacy.zh.md"] {
        let docs = read(file).split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(docs.contains(&seal), "{file}");
    }
}

#[test]
fn each_budget_is_a_positive_number() {
    let manifest = table("wasm-pack.toml");
    let files = manifest["budget"]["files"].as_table().unwrap();
    assert!(!files.is_empty());
    for (file, limit) in files {
        let kilobytes = limit.as_float().or(limit.as_integer().map(|whole| whole as f64));
        assert!(kilobytes.is_some_and(|kilobytes| kilobytes > 0.0), "{file}");
    }
}
