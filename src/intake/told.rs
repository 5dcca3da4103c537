//! What the merchant must be asked, or told, of the columns and of how numbers are written.

use super::cell::number;
use super::choices::{Choices, DecimalMark};
use super::ledger::{ColumnUse, Note, Place};
use super::question::{DecimalMarkOption, Question};
use super::sheet::Sheet;

/// What is open about the columns: each is asked of the first file where it is.
pub(super) fn questions(sheets: &[Sheet<'_>], choices: &Choices) -> Vec<Question> {
    let rivals = |sheet: &Sheet<'_>| sheet.rows.plan.rivals.clone();
    let date = sheets.iter().map(|sheet| rivals(sheet).dates).find(|options| !options.is_empty());
    let amount = sheets.iter().map(|sheet| rivals(sheet).amounts).find(|options| !options.is_empty());
    let date = date.filter(|_| choices.date_column.is_none());
    let amount = amount.filter(|_| choices.amount_column.is_none());
    let mark = if choices.decimal_mark.is_none() { decimal_mark(sheets) } else { None };
    let date = date.map(|options| Question::DateColumn { options });
    let amount = amount.map(|options| Question::Amount { options });
    date.into_iter().chain(amount).chain(mark).collect()
}

fn decimal_mark(sheets: &[Sheet<'_>]) -> Option<Question> {
    let open = |(file, sheet): (usize, &Sheet<'_>)| {
        let shard = &sheet.rows.shard;
        // A currency of three decimals is written with them.
        let has_three = shard.currencies.iter().any(|currency| currency.decimals == 3);
        let amounts = if shard.amounts.is_empty() { &shard.line_amounts } else { &shard.amounts };
        let open = shard.marks.open(amounts).filter(|_| !has_three)?;
        let example = Place { file: file as u32, line: shard.lines.get(open.row as usize).unwrap_or(1) };
        let now = sheet.rows.plan.mark;
        let option = |i: usize, mark: number::DecimalMark| DecimalMarkOption {
            answer: chosen(mark),
            example: open.example[i],
            amount: open.sum[i],
        };
        Some(Question::DecimalMark {
            example,
            decimals: open.decimals,
            options: vec![option(0, now), option(1, now.other())],
        })
    };
    sheets.iter().enumerate().find_map(open)
}

fn chosen(mark: number::DecimalMark) -> DecimalMark {
    match mark {
        number::DecimalMark::Point => DecimalMark::Point,
        number::DecimalMark::Comma => DecimalMark::Comma,
    }
}

/// What was assumed of the columns of each export.
pub(super) fn notes(sheets: &[Sheet<'_>]) -> Vec<Note> {
    let mut notes: Vec<Note> = Vec::new();
    for (_, sheet) in sheets.iter().enumerate().filter(|(file, sheet)| sheet.export == *file) {
        let plan = &sheet.rows.plan;
        let by_cells = plan.by_cells.iter().filter_map(|role| {
            let name = plan.names[*plan.columns.get(role)?].clone();
            Some(ColumnUse { name, role: role.name().to_string() })
        });
        let columns: Vec<ColumnUse> = by_cells.collect();
        if !columns.is_empty() {
            notes.push(Note::ColumnsByCells { columns });
        }
        let amount = plan.rivals.next_amount.clone();
        notes.extend(amount.map(|(column, other)| Note::AmountColumn { column, other }));
        let parts = plan.rivals.parts.clone();
        notes.extend(parts.map(|(column, others)| Note::PartsNotAdded { column, others }));
        let date = plan.rivals.next_date.clone();
        notes.extend(date.map(|(column, other)| Note::DateColumn { column, other }));
    }
    let contrary = sheets.iter().map(|sheet| sheet.rows.shard.marks.contrary).sum();
    notes.extend((contrary > 0).then_some(Note::OtherDecimalMark { rows: contrary }));
    notes
}
