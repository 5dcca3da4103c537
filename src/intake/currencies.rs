//! Rows that name no currency: they are in that of their order, else in the only one of their export.

use super::encoding;
use super::file::FileRows;
use super::role::Role;
use super::shard::{RowKind, Shard};
use super::sorted_map::SortedMap;
use super::{Choices, Decode};
use crate::money::{Currency, Money};
use crate::order::MISSING;

/// The number of a row that could be in several currencies, and of an order that has several.
pub(super) const SEVERAL: u8 = u8::MAX;

/// The currency that the merchant has said, where it is a code.
pub(super) fn said(choices: &Choices) -> Option<Currency> {
    let is_code = |code: &&str| code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_alphabetic());
    choices.currency.as_deref().filter(is_code).map(Currency::of)
}

/// The currency of amounts that name none, while they are read: with as many decimals as the one that was said has.
pub(super) fn unnamed(choices: &Choices) -> Currency {
    let unnamed = Currency::of("");
    let decimals = said(choices).map_or(0, |said| said.decimals).max(unnamed.decimals);
    Currency { decimals, ..unnamed }
}

/// Gives the rows that name no currency the one of their order, else that of their export. Where an export has
/// several, the currency of such a row is not known. Files with the same header are one export. Where no file names
/// any, it is the one that the merchant has said.
pub(super) fn name_the_unnamed(files: &mut [FileRows], said: Option<&Currency>, decoder: &dyn Decode) {
    for file in files.iter_mut() {
        rename_by_sign(file, said);
    }
    let mut named: SortedMap<Vec<String>, Vec<Currency>> = SortedMap::default();
    for file in files.iter_mut() {
        decode(&mut file.shard, file.encoding, decoder);
        let of_export = named.or_default(file.plan.names.clone());
        for number in of_orders(&file.shard).into_iter().filter(|&number| file.shard.is_named(number)) {
            let currency = &file.shard.currencies[usize::from(number)];
            if !of_export.contains(currency) {
                of_export.push(currency.clone());
            }
        }
    }
    let said = said.filter(|_| named.values().all(Vec::is_empty));
    for file in files.iter_mut().filter(|file| !file.shard.is_named(0)) {
        inherit_within_orders(&mut file.shard);
        match (named.get(&file.plan.names).map(Vec::as_slice), said) {
            (None | Some([]), None) => {}
            (None | Some([]), Some(only)) | (Some([only]), _) => {
                let number = file.shard.number_of(only.clone());
                rename(&mut file.shard, 0, |_| Some(number));
            }
            (Some(_), _) => rename(&mut file.shard, 0, |_| Some(SEVERAL)),
        }
    }
}

/// The currencies of the rows that are parts of orders.
fn of_orders(shard: &Shard) -> Vec<u8> {
    let mut seen = [false; 256];
    // Rows of one currency follow each other: its first row that is part of an order tells.
    let runs = shard.currency.chunk_by(|a, b| a == b);
    let mut begun = 0;
    for run in runs {
        let is_seen = &mut seen[usize::from(run[0])];
        *is_seen |= !*is_seen && shard.kinds[begun..begun + run.len()].contains(&RowKind::Order);
        begun += run.len();
    }
    (0..=u8::MAX).filter(|&number| seen[usize::from(number)]).collect()
}

/// Words that no table knows were kept as bytes, one a character.
fn decode(shard: &mut Shard, encoding: &'static str, decoder: &dyn Decode) {
    for currency in shard.currencies.iter_mut().filter(|currency| !currency.code.is_ascii()) {
        let bytes: Option<Vec<u8>> = currency.code.chars().map(|c| u8::try_from(c).ok()).collect();
        if let Some(bytes) = bytes {
            *currency = Currency::of(&encoding::decode(decoder, encoding, &bytes));
        }
    }
}

fn inherit_within_orders(shard: &mut Shard) {
    let Some(ids) = shard.text(Role::OrderId) else { return };
    if shard.currency.iter().all(|&number| number == 0) {
        return;
    }
    let mut of_order = vec![0; ids.len()];
    let rows = shard.currency.iter().zip(&shard.kinds).zip(ids.codes.iter());
    for ((&number, _), id) in rows.filter(|((_, kind), id)| **kind == RowKind::Order && *id != MISSING) {
        let known = &mut of_order[id as usize];
        *known = match (*known, number) {
            (known, 0) => known,
            (0, number) => number,
            (known, number) if known == number => known,
            _ => SEVERAL,
        };
    }
    let codes = ids.codes.clone();
    rename(shard, 0, |row| of_order.get(codes.get(row) as usize).copied().filter(|&number| number != 0));
}

/// Where a sign of several currencies alone has named one, and the merchant has said another that it can mean: that.
fn rename_by_sign(file: &mut FileRows, said: Option<&Currency>) {
    const DOLLARS: [&str; 13] =
        ["USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN", "CLP", "COP", "ARS", "BRL", "BND"];
    let (taken_for, meanings) = match file.plan.hints.sign {
        Some("$") => ("USD", &DOLLARS[..]),
        Some("¥") => ("CNY", &["CNY", "JPY"][..]),
        _ => return,
    };
    let Some(said) = said.filter(|said| meanings.contains(&said.code.as_str())) else { return };
    let signed = file.shard.currencies.iter().position(|currency| currency.code == taken_for);
    if let Some(from) = signed.filter(|_| said.code != taken_for) {
        let number = file.shard.number_of(said.clone());
        rename(&mut file.shard, from as u8, |_| Some(number));
    }
}

/// Gives rows of one currency (0: that of no name) the one that `number` says, and brings their amounts to its decimals.
fn rename(shard: &mut Shard, from: u8, number: impl Fn(usize) -> Option<u8>) {
    let before = shard.currencies[usize::from(from)].decimals;
    for row in 0..shard.currency.len() {
        let Some(number) = number(row).filter(|_| shard.currency[row] == from) else { continue };
        shard.currency[row] = number;
        let decimals = shard.currencies.get(usize::from(number)).map_or(before, |named| named.decimals);
        if decimals != before {
            shard.rescale(row, |amount| rescaled(amount, before, decimals));
        }
    }
}

/// Minor units of a currency with so many decimals, half to even, and whether that had to be rounded.
fn rescaled(amount: i64, from: u8, to: u8) -> (i64, bool) {
    let (up, down) = (10_i128.pow(u32::from(to)), 10_i128.pow(u32::from(from)));
    let numerator = i128::from(amount) * up;
    (Money::ratio(numerator, down).map_or(amount, |money| money.0), numerator % down != 0)
}
