//! Keys of different kinds that are one person's: an order with an e-mail address and a telephone tells whose the
//! order is that has the telephone alone.
//!
//! Only what is certain is merged. Two keys must stand together on a row, and neither of them on any row of all
//! files with another key of the other's kind: a telephone that goes with two e-mail addresses is a family's, or the
//! shop's own, and merges nobody. First accounts and e-mail addresses are brought together, then these and
//! telephones, then these and names with addresses. Nothing is merged for being alike, and the order of rows and files has no say.

use super::customers::Customers;
use super::identity::KeyKind;
use super::ledger::Note;
use super::names;
use super::shard::RowKind;
use super::sheet::{Customer, Sheet};
use super::sorted_map::SortedMap;
use super::sorting;
use super::valid_orders::ValidOrders;

/// No key of the other kind was seen beside it.
const ALONE: u32 = u32::MAX;
/// Several were.
const SEVERAL: u32 = u32::MAX - 1;

/// Gives keys that are one person's the number of the surest of them; `count` is the number of all keys.
pub(super) fn merge(sheets: &mut [Sheet<'_>], count: usize) {
    use KeyKind::{Account, Email, NameAndAddress, Phone};
    const STEPS: [(&[KeyKind], KeyKind); 3] =
        [(&[Account], Email), (&[Account, Email], Phone), (&[Account, Email, Phone], NameAndAddress)];
    for (surer, weaker) in STEPS {
        let mut beside: Vec<u32> = Vec::new();
        for sheet in &*sheets {
            let columns = (columns_of(sheet, surer), evidence(sheet, weaker));
            if let (true, Some(weaker)) = (!columns.0.is_empty(), columns.1) {
                beside.resize(count, ALONE);
                see(sheet, &columns.0, weaker, &mut beside);
            }
        }
        let person = |key: u32| {
            let other = beside.get(key as usize).copied().unwrap_or(ALONE);
            let is_mutual = beside.get(other as usize) == Some(&key);
            if is_mutual { other } else { key }
        };
        for sheet in sheets.iter_mut().filter(|_| !beside.is_empty()) {
            sheet.renumber(weaker, person);
        }
    }
}

/// The key columns of some kinds, the surest first.
fn columns_of(sheet: &Sheet<'_>, kinds: &[KeyKind]) -> Vec<usize> {
    let keys = sheet.rows.plan.keys.iter().enumerate();
    keys.filter(|(_, (kind, _))| kinds.contains(kind)).map(|(key, _)| key).collect()
}

/// The key column that tells what stands together: the first of its kind. Who receives the goods may be somebody
/// else.
fn evidence(sheet: &Sheet<'_>, kind: KeyKind) -> Option<usize> {
    let plan = &sheet.rows.plan;
    let first = plan.keys.iter().position(|(of, _)| *of == kind)?;
    let name = names::normalised(&plan.names[plan.keys[first].1]);
    (!names::is_about_recipient(&name)).then_some(first)
}

/// Notes for every key what it stands beside.
fn see(sheet: &Sheet<'_>, surer: &[usize], weaker: usize, beside: &mut [u32]) {
    let known = |key: usize, row: usize| match sheet.customer(key, row) {
        Customer::Known(number) => Some(number),
        _ => None,
    };
    for row in (0..sheet.len()).filter(|&row| sheet.kind(row) == RowKind::Order) {
        let Some(weak) = known(weaker, row) else { continue };
        let Some(sure) = surer.iter().find_map(|&key| known(key, row)) else { continue };
        for (key, other) in [(weak, sure), (sure, weak)] {
            let seen = &mut beside[key as usize];
            *seen = if *seen == ALONE || *seen == other { other } else { SEVERAL };
        }
    }
}

/// How many customers have orders that were found by different kinds of keys.
pub(super) fn note(orders: &ValidOrders<'_>, sheets: &[Sheet<'_>], customers: &Customers) -> Option<Note> {
    if sheets.iter().all(|sheet| sheet.key_count() < 2) {
        return None;
    }
    let each = |visit: &mut dyn FnMut(u32, KeyKind)| {
        orders.each(&mut |order| {
            let keys = &sheets[order.file].rows.plan.keys;
            keys.get(order.owner.key).into_iter().for_each(|(kind, _)| visit(order.owner.customer, *kind));
        });
    };
    // By customer, for those who have orders with a weaker key than their surest: orders by kind of key.
    let mut with_weaker: Vec<u32> = Vec::new();
    each(&mut |customer, kind| {
        if kind.name() != customers.kind(customer) && with_weaker.last() != Some(&customer) {
            with_weaker.push(customer);
        }
    });
    sorting::distinct(&mut with_weaker);
    let mut kinds_of: Vec<SortedMap<KeyKind, u64>> = vec![SortedMap::default(); with_weaker.len()];
    each(&mut |customer, kind| {
        if let Ok(customer) = with_weaker.binary_search(&customer) {
            *kinds_of[customer].or_default(kind) += 1;
        }
    });
    let several = || kinds_of.iter().filter(|kinds| kinds.len() > 1);
    let orders = several().flat_map(|kinds| kinds.values().skip(1)).sum();
    let customers = several().count() as u64;
    (customers > 0).then_some(Note::KeysMerged { customers, orders })
}
