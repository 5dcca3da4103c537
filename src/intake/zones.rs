//! Whose time it is: stamps that carry an offset or are of UTC become wall time of the shop's own zone.
//!
//! Offsets of one place are that zone: one other than UTC, or two that are at most an hour apart, as summer and
//! winter are. Stamps of UTC alone, or of several places, say nothing of the shop's: where days depend on it, that is
//! asked.

use super::dates::NO_OFFSET;
use super::file::FileRows;
use super::intern::TextColumn;
use super::ledger::{Note, Place};
use super::question::{Question, ZoneOption};
use super::role::Role;
use super::shard::RowKind;
use super::{Choices, Zone, ZoneOffset};
use crate::time::Moment;

/// What was done with the zones, and what is open.
#[derive(Debug, Default)]
pub(super) struct Zones {
    /// Whose time it is.
    pub notes: Vec<Note>,
    /// What is open.
    pub question: Option<Question>,
}

impl Zone {
    /// A zone with one offset.
    fn fixed(name: &str, minutes: i32) -> Zone {
        Zone { name: name.to_string(), offsets: vec![ZoneOffset { from: 0, minutes }] }
    }

    /// The wall time of a moment of UTC.
    fn local(&self, utc: i64) -> i64 {
        let after = self.offsets.partition_point(|offset| offset.from <= utc);
        let minutes = self.offsets.get(after.saturating_sub(1)).map_or(0, |offset| offset.minutes);
        utc.saturating_add(i64::from(minutes) * 60)
    }
}

/// Brings the stamps of all files to the shop's zone.
pub(super) fn settle(files: &mut [FileRows], choices: &Choices) -> Zones {
    let mut zones = Zones::default();
    let mut open: Vec<usize> = Vec::new();
    // A day without a time is the same day everywhere: parts of one export tell that together.
    let has_times: Vec<bool> = (0..files.len())
        .map(|file| {
            let names = &files[file].plan.names;
            files.iter().any(|other| other.plan.names == *names && has_times(other))
        })
        .collect();
    for (file, has_times) in files.iter_mut().zip(has_times) {
        file.plan.hints.is_utc &= has_times;
        if !has_times {
            file.shard.dates.offsets.clear();
        }
    }
    for file in 0..files.len() {
        let offsets = offsets_of_export(files, file);
        let is_open = !offsets.is_empty() && (choices.zone.is_some() || !is_one_place(&offsets));
        if is_open {
            open.push(file);
        }
        let named = files[file].plan.hints.zone.clone();
        let kept = named.or_else(|| (!offsets.is_empty()).then(|| shown(&offsets)));
        if let Some(name) = kept.filter(|_| !is_open) {
            let as_written = unzoned(&files[file]);
            zones.note(Note::Zone { name, converted: false, as_written });
        }
    }
    if open.is_empty() {
        return zones;
    }
    let answers = options(files, &open, choices);
    let zone = match &choices.zone {
        Some(zone) => zone.clone(),
        None => {
            zones.question = question(files, &open, &answers);
            // What is not worth a question stays in UTC.
            let likeliest = answers.into_iter().next().filter(|_| zones.question.is_some());
            likeliest.unwrap_or_else(|| Zone::fixed("UTC", 0))
        }
    };
    for file in open {
        let as_written = unzoned(&files[file]);
        let converted = convert(&mut files[file], &zone);
        zones.note(Note::Zone { name: zone.name.clone(), converted, as_written });
    }
    zones
}

impl Zones {
    /// Notes of several files about one zone are one.
    fn note(&mut self, new: Note) {
        let Note::Zone { name, converted, as_written } = &new else { return };
        for known in &mut self.notes {
            if let Note::Zone { name: other, converted: was, as_written: rows } = known
                && name == other
            {
                *was |= converted;
                *rows += as_written;
                return;
            }
        }
        self.notes.push(new);
    }
}

fn has_times(file: &FileRows) -> bool {
    let dates = &file.shard.dates;
    (0..file.shard.len())
        .any(|row| dates.written(row).is_some_and(|moment| Moment(moment).second_of_day() != 0))
}

/// The distinct offsets in minutes, the smallest first, that the rows of files with the same header carry.
fn offsets_of_export(files: &[FileRows], file: usize) -> Vec<i16> {
    let mut offsets = Vec::new();
    let mut add = |offset: i16| {
        if let Err(at) = offsets.binary_search(&offset) {
            offsets.insert(at, offset);
        }
    };
    for file in files.iter().filter(|other| other.plan.names == files[file].plan.names) {
        let mut last = NO_OFFSET;
        // Most rows repeat the one above.
        for &offset in &file.shard.dates.offsets {
            if offset != last && offset != NO_OFFSET {
                add(offset);
            }
            last = offset;
        }
        if file.plan.hints.is_utc {
            add(0);
        }
    }
    offsets
}

fn is_one_place(offsets: &[i16]) -> bool {
    let Some((first, last)) = offsets.first().zip(offsets.last()) else { return true };
    (*first, *last) != (0, 0) && offsets.len() <= 2 && last - first <= 60
}

/// `UTC−05:00 / UTC−04:00`
fn shown(offsets: &[i16]) -> String {
    let one = |offset: &i16| {
        let sign = if *offset < 0 { '−' } else { '+' };
        format!("UTC{sign}{:02}:{:02}", offset.abs() / 60, offset.abs() % 60)
    };
    offsets.iter().map(one).collect::<Vec<String>>().join(" / ")
}

/// A row's moment in UTC, where it says so.
fn utc(file: &FileRows, row: usize) -> Option<i64> {
    let offset = file.shard.dates.offsets.get(row).copied().filter(|&offset| offset != NO_OFFSET);
    let offset = offset.or(file.plan.hints.is_utc.then_some(0))?;
    Some(file.shard.dates.written(row)? - i64::from(offset) * 60)
}

/// Rows with a date and no zone, in a file of which others have one.
fn unzoned(file: &FileRows) -> u64 {
    let offsets = &file.shard.dates.offsets;
    if offsets.is_empty() || file.plan.hints.is_utc {
        return 0;
    }
    let rows = offsets.iter().enumerate().filter(|(_, offset)| **offset == NO_OFFSET);
    rows.filter(|(row, _)| file.shard.dates.written(*row).is_some()).count() as u64
}

/// Brings a file's moments to a zone; whether any of them changed.
fn convert(file: &mut FileRows, zone: &Zone) -> bool {
    let mut dates = std::mem::take(&mut file.shard.dates);
    let offsets = std::mem::take(&mut dates.offsets);
    let unsaid = if file.plan.hints.is_utc { 0 } else { NO_OFFSET };
    let mut changed = false;
    dates.change(|row, written| {
        let offset = offsets.get(row).copied().filter(|&offset| offset != NO_OFFSET).unwrap_or(unsaid);
        let moment = if offset == NO_OFFSET { written } else { zone.local(written - i64::from(offset) * 60) };
        changed |= moment != written;
        moment
    });
    file.shard.dates = dates;
    changed
}

/// The zones to choose from, the likeliest first: that of a shop in China, the visitor's own, UTC.
fn options(files: &[FileRows], open: &[usize], choices: &Choices) -> Vec<Zone> {
    let is_cny = |&file: &usize| files[file].shard.currencies.iter().any(|currency| currency.code == "CNY");
    let china = open.iter().any(is_cny).then(|| Zone::fixed("Asia/Shanghai", 480));
    let mut options: Vec<Zone> = Vec::new();
    for zone in china.into_iter().chain(choices.local_zone.clone()).chain([Zone::fixed("UTC", 0)]) {
        if !options.iter().any(|known| known.name == zone.name) {
            options.push(zone);
        }
    }
    options
}

/// Asks where any order's day depends on the zone.
fn question(files: &[FileRows], open: &[usize], zones: &[Zone]) -> Option<Question> {
    let example = open.iter().find_map(|&file| Some((file, first_moved(&files[file], zones)?)));
    let (file, row) = example?;
    let moment = utc(&files[file], row)?;
    let options = zones.iter().map(|zone| {
        let local = Moment(zone.local(moment));
        ZoneOption {
            answer: zone.name.clone(),
            example: local.day(),
            minute: local.second_of_day() / 60,
            moved: open.iter().map(|&file| orders(&files[file], |moment| is_moved(zone, moment))).sum(),
            orders: open.iter().map(|&file| orders(&files[file], |_| true)).sum(),
        }
    });
    let example = Place { file: file as u32, line: files[file].shard.lines.get(row).unwrap_or(1) };
    Some(Question::TimeZone { example, options: options.collect() })
}

fn is_moved(zone: &Zone, utc: i64) -> bool {
    Moment(zone.local(utc)).day() != Moment(utc).day()
}

fn first_moved(file: &FileRows, zones: &[Zone]) -> Option<usize> {
    let is_moved =
        |row: usize| utc(file, row).is_some_and(|moment| zones.iter().any(|zone| is_moved(zone, moment)));
    (0..file.shard.len()).find(|&row| file.shard.kinds[row] == RowKind::Order && is_moved(row))
}

/// How many orders have a first row whose moment is one of these.
fn orders(file: &FileRows, is_one: impl Fn(i64) -> bool) -> u64 {
    let ids = file.shard.text(Role::OrderId);
    let mut seen = vec![false; ids.map_or(0, TextColumn::len)];
    let mut count = 0;
    for row in (0..file.shard.len()).filter(|&row| file.shard.kinds[row] == RowKind::Order) {
        let id = ids.map(|ids| ids.codes.get(row) as usize);
        let is_new = id.and_then(|id| seen.get_mut(id)).is_none_or(|seen| !std::mem::replace(seen, true));
        count += u64::from(is_new && utc(file, row).is_some_and(&is_one));
    }
    count
}
