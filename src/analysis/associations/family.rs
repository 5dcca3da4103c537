//! All tests of all groups as one family.

use super::{AspectGroup, AspectValue};
use crate::stats::{false_discovery, z_test};

/// Tests what can be tested and says what is a find; how many tests there are. Each of the lists is of groups that are
/// compared with one another.
pub(in crate::analysis) fn judge(lists: &mut [Vec<&mut AspectGroup>]) -> u64 {
    let mut family = Vec::new();
    for groups in lists.iter_mut() {
        groups.iter_mut().for_each(|group| group.p = p(group));
        // Two groups that are each other's rest say the same twice.
        let count = if groups.len() == 2 { 1 } else { groups.len() };
        family.extend(groups.iter().filter_map(|group| group.p).take(count));
    }
    let Some(most) = false_discovery::largest_p_of_a_find(&family) else { return family.len() as u64 };
    let groups = lists.iter_mut().flatten();
    groups.for_each(|group| group.is_find = group.p.is_some_and(|p| p <= most));
    family.len() as u64
}

fn p(group: &AspectGroup) -> Option<f64> {
    let (own, rest) = (&group.comparison.first, &group.comparison.second);
    let is_value = !matches!(group.value, AspectValue::Small | AspectValue::Missing);
    let is_tested = is_value && !own.is_small() && !rest.is_small();
    if is_tested { z_test::p((own.part, own.whole), (rest.part, rest.whole)) } else { None }
}
