//! Reads what Rust source says, as far as paths go.

/// The source without comments, texts and quoted characters.
pub fn code(source: &str) -> String {
    let mut code = String::new();
    let mut rest = source;
    while let Some(first) = rest.chars().next() {
        let skipped = skipped(rest);
        code.push(if skipped == 0 { first } else { ' ' });
        rest = &rest[skipped.max(first.len_utf8())..];
    }
    code
}

/// The length of the comment, text or quoted character that `rest` begins with; 0 if there is none.
fn skipped(rest: &str) -> usize {
    let after =
        |end: &str, from: usize| rest[from..].find(end).map_or(rest.len(), |at| from + at + end.len());
    let hashes = rest.bytes().skip(1).take_while(|byte| *byte == b'#').count();
    if rest.starts_with("//") {
        rest.find('\n').unwrap_or(rest.len())
    } else if rest.starts_with("/*") {
        after("*/", 2)
    } else if rest.starts_with('r') && rest[1 + hashes..].starts_with('"') {
        after(&format!("\"{}", "#".repeat(hashes)), hashes + 2)
    } else if rest.starts_with('"') {
        closing_quote(rest)
    } else if rest.starts_with("'\\") {
        after("'", 3)
    } else if rest.starts_with("'\"'") {
        3
    } else {
        0
    }
}

/// The length of a quoted text, its quotes included.
fn closing_quote(text: &str) -> usize {
    let mut is_escaped = false;
    for (at, character) in text.char_indices().skip(1) {
        match character {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// Names, `::`, and every other character that is no space by itself.
pub fn tokens(code: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut is_inside = false;
    for character in code.chars() {
        match tokens.last_mut() {
            Some(last) if is_word(character) && is_inside => last.push(character),
            Some(last) if character == ':' && last == ":" => last.push(character),
            _ if character.is_whitespace() => {}
            _ => tokens.push(character.to_string()),
        }
        is_inside = is_word(character);
    }
    tokens
}

/// Every path that is followed into a module, and all that `use` and `extern crate` name, groups spread out.
pub fn paths(tokens: &[String]) -> Vec<Vec<String>> {
    let mut paths = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let begins = match tokens[at].as_str() {
            "use" => true,
            "crate" => at > 0 && tokens[at - 1] == "extern",
            _ => false,
        };
        let follows = tokens.get(at + 1).is_some_and(|next| next == "::") && is_name(&tokens[at]);
        if begins {
            at = tree(tokens, at + 1, &[], &mut paths);
        } else if follows {
            at = tree(tokens, at, &[], &mut paths);
        } else {
            at += 1;
        }
    }
    paths
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

fn is_name(token: &str) -> bool {
    token.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

/// Reads a path or a tree of paths; returns where it ends.
fn tree(tokens: &[String], start: usize, prefix: &[String], paths: &mut Vec<Vec<String>>) -> usize {
    let mut path = prefix.to_vec();
    let mut at = start;
    while let Some(token) = tokens.get(at) {
        match token.as_str() {
            "::" => at += 1,
            "{" if at == start || tokens[at - 1] == "::" => return group(tokens, at + 1, &path, paths),
            name if is_name(name) && (at == start || tokens[at - 1] == "::") => {
                path.push(name.to_string());
                at += 1;
            }
            _ => break,
        }
    }
    if !path.is_empty() {
        paths.push(path);
    }
    at.max(start + 1)
}

/// Reads the members of `{ ... }`; returns where it ends.
fn group(tokens: &[String], start: usize, prefix: &[String], paths: &mut Vec<Vec<String>>) -> usize {
    let mut at = start;
    while let Some(token) = tokens.get(at) {
        match token.as_str() {
            "}" => return at + 1,
            "," => at += 1,
            _ => at = tree(tokens, at, prefix, paths),
        }
    }
    at
}
