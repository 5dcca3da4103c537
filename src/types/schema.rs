//! `www/types/report.schema.json`: the report's TypeScript declarations as a JSON Schema, for whoever makes or checks
//! one elsewhere.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

/// The schema of `root`, from declarations as ts-rs writes them.
pub fn schema(declarations: &str, root: &str, version: u32) -> Value {
    let mut parser = Parser { tokens: tokens(declarations), at: 0 };
    let mut all = Map::new();
    while let Some((name, mut declared)) = parser.declaration() {
        describe(&mut declared.1, declared.0);
        all.insert(name, declared.1);
    }
    let (mut kept, mut waiting) = (Map::new(), BTreeSet::from([root.to_string()]));
    while let Some(name) = waiting.pop_first() {
        let Some(one) = all.remove(&name) else { continue };
        references(&one, &mut waiting);
        kept.insert(name, one);
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": format!("A report of Huitou, version {version}"),
        "$ref": format!("#/$defs/{root}"),
        "$defs": kept,
    })
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Doc(String),
    Text(String),
    Word(String),
    Sign(char),
}

fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let (token, length) = match first {
            '/' if rest.starts_with("/**") => {
                let end = rest.find("*/").unwrap();
                let lines = rest[3..end].lines().map(|line| line.trim().trim_start_matches('*').trim());
                let doc = lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ");
                (Some(Token::Doc(doc)), end + 2)
            }
            '/' => (None, rest.find('\n').unwrap()),
            '"' => {
                let end = rest[1..].find('"').unwrap();
                (Some(Token::Text(rest[1..=end].to_string())), end + 2)
            }
            c if c.is_alphanumeric() || c == '_' => {
                let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
                (Some(Token::Word(rest[..end].to_string())), end)
            }
            c if c.is_whitespace() => (None, c.len_utf8()),
            c => (Some(Token::Sign(c)), c.len_utf8()),
        };
        found.extend(token);
        rest = &rest[length..];
    }
    found
}

struct Parser {
    tokens: Vec<Token>,
    at: usize,
}

type Described = (Option<String>, Value);

impl Parser {
    fn next(&mut self) -> Option<Token> {
        self.at += 1;
        self.tokens.get(self.at - 1).cloned()
    }

    fn is(&mut self, sign: char) -> bool {
        let found = self.tokens.get(self.at) == Some(&Token::Sign(sign));
        self.at += usize::from(found);
        found
    }

    fn doc(&mut self) -> Option<String> {
        let Some(Token::Doc(doc)) = self.tokens.get(self.at).cloned() else { return None };
        self.at += 1;
        Some(doc)
    }

    fn word(&mut self) -> String {
        let next = self.next();
        let Some(Token::Word(word) | Token::Text(word)) = next else {
            panic!("expected a word, found {next:?}")
        };
        word
    }

    /// `export type Name = ...;`
    fn declaration(&mut self) -> Option<(String, Described)> {
        let doc = self.doc();
        self.next().filter(|token| *token == Token::Word("export".into()))?;
        assert_eq!(self.word(), "type");
        let name = self.word();
        assert!(self.is('='), "{name}");
        let value = self.union();
        assert!(self.is(';'), "{name}");
        Some((name, (doc, value)))
    }

    fn union(&mut self) -> Value {
        self.is('|');
        let mut parts = vec![self.part()];
        while self.is('|') {
            parts.push(self.part());
        }
        if parts.len() == 1 { parts.remove(0) } else { json!({ "anyOf": parts }) }
    }

    fn part(&mut self) -> Value {
        // What a variant is for stands before it.
        let doc = self.doc();
        let mut value = match self.next() {
            Some(Token::Text(text)) => json!({ "const": text }),
            Some(Token::Sign('{')) => self.object(),
            Some(Token::Sign('[')) => self.tuple(),
            Some(Token::Word(word)) => match word.as_str() {
                "string" | "number" | "boolean" | "null" => json!({ "type": word }),
                "Array" => {
                    assert!(self.is('<'));
                    let items = self.union();
                    assert!(self.is('>'));
                    json!({ "type": "array", "items": items })
                }
                name => json!({ "$ref": format!("#/$defs/{name}") }),
            },
            other => panic!("expected a type, found {other:?}"),
        };
        describe(&mut value, doc);
        value
    }

    fn tuple(&mut self) -> Value {
        let mut items = Vec::new();
        while !self.is(']') {
            items.push(self.union());
            self.is(',');
        }
        json!({ "type": "array", "prefixItems": items, "minItems": items.len(), "maxItems": items.len() })
    }

    fn object(&mut self) -> Value {
        if self.is('[') {
            while !self.is(']') {
                self.at += 1;
            }
            assert!(self.is(':'));
            let values = self.union();
            assert!(self.is('}'));
            return json!({ "type": "object", "additionalProperties": values });
        }
        let (mut properties, mut required) = (Map::new(), Vec::new());
        while !self.is('}') {
            let doc = self.doc();
            let name = self.word();
            let is_optional = self.is('?');
            assert!(self.is(':'), "{name}");
            let mut value = self.union();
            // What may be null may be missing: a report that is older than a part lacks it.
            if !is_optional && !may_be_null(&value) {
                required.push(name.clone());
            }
            describe(&mut value, doc);
            properties.insert(name, value);
            self.is(',');
        }
        json!({ "type": "object", "properties": properties, "required": required })
    }
}

fn may_be_null(value: &Value) -> bool {
    value["anyOf"].as_array().is_some_and(|parts| parts.contains(&json!({ "type": "null" })))
}

fn describe(value: &mut Value, doc: Option<String>) {
    if let (Some(doc), Some(object)) = (doc, value.as_object_mut()) {
        object.insert("description".into(), Value::String(doc));
    }
}

/// The names that a schema leads to.
fn references(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(object) => {
            if let Some(name) = object.get("$ref").and_then(Value::as_str) {
                found.extend(name.strip_prefix("#/$defs/").map(str::to_string));
            }
            object.values().for_each(|value| references(value, found));
        }
        Value::Array(list) => list.iter().for_each(|value| references(value, found)),
        _ => {}
    }
}

#[test]
fn a_declaration_becomes_a_schema() {
    let text = "// head\n\n/**\n * A row.\n */\nexport type Row = { \n/**\n * How many.\n */\nn: number, of: Kind | null, \
                ends: [number, number], };\n\nexport type Kind = \"a\" | { \"b\": { x: Array<string>, } };\nexport type \
                Other = string;\n";
    let found = schema(text, "Row", 1);
    assert_eq!(found["$defs"].as_object().unwrap().keys().collect::<Vec<_>>(), ["Kind", "Row"]);
    let row = &found["$defs"]["Row"];
    assert_eq!(row["description"], "A row.");
    assert_eq!(row["properties"]["n"], json!({ "type": "number", "description": "How many." }));
    assert_eq!(row["required"], json!(["n", "ends"]));
    assert_eq!(found["$defs"]["Kind"]["anyOf"][1]["properties"]["b"]["required"], json!(["x"]));
}
