//! Rows that name no currency: they are in that of their order, else in the only one of their export.

use std::collections::BTreeMap;

use super::Decode;
use super::encoding;
use super::file::FileRows;
use super::role::Role;
use super::shard::{RowKind, Shard};
use crate::money::{Currency, Money};
use crate::order::MISSING;

/// The number of a row that could be in several currencies, and of an order that has several.
pub(super) const SEVERAL: u8 = u8::MAX;

/// Gives the rows that name no currency the one of their order, else that of their export. Where an export has
/// several, the currency of such a row is not known. Files with the same header are one export.
pub(super) fn name_the_unnamed(files: &mut [FileRows], decoder: &dyn Decode) {
    let mut named: BTreeMap<Vec<String>, Vec<Currency>> = BTreeMap::new();
    for file in files.iter_mut() {
        decode(&mut file.shard, file.encoding, decoder);
        let of_export = named.entry(file.plan.names.clone()).or_default();
        for number in of_orders(&file.shard).filter(|&number| file.shard.is_named(number)) {
            let currency = &file.shard.currencies[usize::from(number)];
            if !of_export.contains(currency) {
                of_export.push(currency.clone());
            }
        }
    }
    for file in files.iter_mut().filter(|file| !file.shard.is_named(0)) {
        inherit_within_orders(&mut file.shard);
        match named.get(&file.plan.names).map(Vec::as_slice) {
            None | Some([]) => {}
            Some([only]) => {
                let number = file.shard.number_of(only.clone());
                rename(&mut file.shard, |_| Some(number));
            }
            Some(_) => rename(&mut file.shard, |_| Some(SEVERAL)),
        }
    }
}

/// The currencies of the rows that are parts of orders.
fn of_orders(shard: &Shard) -> impl Iterator<Item = u8> {
    let rows = shard.currency.iter().zip(&shard.kinds);
    rows.filter(|(_, kind)| **kind == RowKind::Order).map(|(number, _)| *number)
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
    let mut of_order = vec![0; ids.values.len()];
    let rows = shard.currency.iter().zip(&shard.kinds).zip(&ids.codes);
    for ((&number, _), &id) in rows.filter(|((_, kind), id)| **kind == RowKind::Order && **id != MISSING) {
        let known = &mut of_order[id as usize];
        *known = match (*known, number) {
            (known, 0) => known,
            (0, number) => number,
            (known, number) if known == number => known,
            _ => SEVERAL,
        };
    }
    let codes = ids.codes.clone();
    rename(shard, |row| of_order.get(codes[row] as usize).copied().filter(|&number| number != 0));
}

/// Gives rows without a currency the one that `number` says, and brings their amounts to its decimals.
fn rename(shard: &mut Shard, number: impl Fn(usize) -> Option<u8>) {
    let unnamed = shard.currencies[0].decimals;
    for row in 0..shard.currency.len() {
        let Some(number) = number(row).filter(|_| shard.currency[row] == 0) else { continue };
        shard.currency[row] = number;
        let decimals = shard.currencies.get(usize::from(number)).map_or(unnamed, |named| named.decimals);
        if decimals != unnamed {
            shard.rescale(row, |amount| rescaled(amount, unnamed, decimals));
        }
    }
}

/// Minor units of a currency with so many decimals, half to even, and whether that had to be rounded.
fn rescaled(amount: i64, from: u8, to: u8) -> (i64, bool) {
    let (up, down) = (10_i128.pow(u32::from(to)), 10_i128.pow(u32::from(from)));
    let numerator = i128::from(amount) * up;
    (Money::ratio(numerator, down).map_or(amount, |money| money.0), numerator % down != 0)
}
