//! Files whose text can be read in several encodings: a question where the text is used, else a note.

use super::file::FileRows;
use super::ledger::Note;
use super::plausible::Reading;
use super::question::{EncodingOption, Question};
use super::sorting;

/// What to ask, once for all files, and what to note.
pub(super) fn told(files: &[FileRows]) -> (Option<Question>, Vec<Note>) {
    let mut notes = Vec::new();
    let mut question = None;
    for (file, rows) in files.iter().enumerate() {
        let [used, rival, ..] = rows.readings.as_slice() else { continue };
        let file = file as u32;
        if !uses_text(rows) {
            let (used, other) = (used.encoding.to_string(), rival.encoding.to_string());
            notes.push(Note::EncodingUnsure { file, used, other });
        } else if question.is_none() {
            question = Some(Question::Encoding { file, options: options(rows) });
        }
    }
    (question, notes)
}

/// Whether a name of a column, or a text that was kept, goes beyond ASCII.
fn uses_text(rows: &FileRows) -> bool {
    let kept = rows.shard.texts.iter().map(|(_, _, texts)| texts).chain(&rows.shard.keys);
    let mut values = kept.flat_map(|texts| texts.values.iter());
    rows.plan.names.iter().any(|name| !name.is_ascii()) || values.any(|value| !value.is_ascii())
}

fn options(rows: &FileRows) -> Vec<EncodingOption> {
    let piece = heading(rows);
    let option = |reading: &Reading| EncodingOption {
        answer: reading.encoding.to_string(),
        example: match piece {
            Some(piece) => reading.text.lines().nth(piece).unwrap_or_default().trim().to_string(),
            None => letters(&reading.text),
        },
    };
    rows.readings.iter().map(option).collect()
}

/// The piece of the text that is a name of a column and that the readings read differently.
fn heading(rows: &FileRows) -> Option<usize> {
    let used = rows.readings.first()?;
    let is_name = |piece: &str| rows.plan.names.iter().any(|name| name == piece.trim());
    let differs = |at: usize, piece: &str| {
        rows.readings.iter().skip(1).any(|rival| rival.text.lines().nth(at) != Some(piece))
    };
    used.text.lines().enumerate().position(|(at, piece)| is_name(piece) && differs(at, piece))
}

/// Some of the characters beyond ASCII in their own order, so that nobody's name is shown.
fn letters(text: &str) -> String {
    const SHOWN: usize = 8;
    let mut letters: Vec<char> = text.chars().filter(|c| !c.is_ascii() && !c.is_control()).collect();
    sorting::distinct(&mut letters);
    letters.into_iter().take(SHOWN).map(String::from).collect::<Vec<_>>().join(" ")
}
