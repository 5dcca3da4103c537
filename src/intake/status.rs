//! What a status word means for an order.

use super::identity::half_width;
use super::status_abroad;
use super::words;

/// The meaning of an order's status.
///
/// In this order where the rows of an order say different things of it: what any row has left is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Status {
    /// Paid, sent or done.
    Valid,
    /// No table knows the word.
    Unknown,
    /// Not paid yet, as every order of a shop that is paid on delivery.
    Pending,
    /// Not paid: no valid order, unless it is paid on delivery.
    Unpaid,
    /// Refunded in full.
    Refunded,
    /// Cancelled or closed.
    Cancelled,
}

impl Status {
    /// What the statuses of an order and of its payment say together: whether it was cancelled either of them,
    /// and else whether it is paid that of the payment.
    pub fn with_payment(self, payment: Status) -> Status {
        use Status::{Cancelled, Refunded, Unknown};
        match (self, payment) {
            (Refunded, _) | (_, Refunded) => Refunded,
            (Cancelled, _) | (_, Cancelled) => Cancelled,
            (order, Unknown) => order,
            // Kept, and told.
            (Unknown, Status::Valid) => Unknown,
            (_, payment) => payment,
        }
    }
}

const UNPAID: &str = "等待买家付款 待付款 待支付 未付款 未支付 等待付款 failed unpaid pendingpayment awaitingpayment onhold created \
    checkoutdraft paymentpending declined invoiced incomplete blocked requirespaymentmethod requiresaction \
    requiresconfirmation";
const VALID: &str = "买家已付款,等待卖家发货 买家已付款 已付款 已支付 已结账 已结算 已收款 待发货 等待出库 待配货 待出库 \
    等待卖家发货 卖家已发货,等待买家确认 卖家已发货 已发货,待收货 已发货 未发货 待签收 等待确认收货 待收货 \
    交易成功 交易完成 已完成 完成 已收货 已签收 部分退款 部分发货 paid authorized processing shipped fulfilled \
    unfulfilled partial partiallyfulfilled completed complete delivered partiallyrefunded partiallypaid approved \
    succeeded success captured unshipped shipping closedwon open";
const CANCELLED: &str = "交易关闭 已取消 已关闭 取消 关闭 交易取消 cancelled canceled voided expired void closed unavailable abandoned";
const REFUNDED: &str =
    "退款成功 售后完成 全额退款 已退款 退款完成 refunded fullyrefunded returned chargedback";

/// The meaning of a decoded status cell.
pub(super) fn of(text: &str) -> Status {
    let word = folded(text);
    // 京东: deleted, and locked because the buyer wants it cancelled.
    if word.starts_with("(删除)") || word.starts_with("(锁定)") {
        return Status::Cancelled;
    }
    let word = word.as_str();
    let known = |words: &str| words::has(words, word);
    if known(REFUNDED) || word.ends_with("退款成功") {
        Status::Refunded
    } else if known(CANCELLED) {
        Status::Cancelled
    } else if word == "pending" {
        Status::Pending
    } else if known(UNPAID) {
        Status::Unpaid
    } else if known(VALID) {
        Status::Valid
    } else {
        status_abroad::of(word).unwrap_or_else(|| by_stem(word))
    }
}

/// The meaning of a word that is in no table, by what it holds: `订单已取消`. What is not done, or only for a part,
/// stays unknown.
fn by_stem(word: &str) -> Status {
    const OPEN: &str = "部分 未 无 没 不 拒 驳 撤 中 待 申请 同意 处理 审核 可 partial not pending request reject denied declin \
        progress process await uncancel nonrefund norefund noreturn";
    let has = |stems: &str| words::any_in(stems, word);
    let is_return = has("退款 退货 已退 refund returned chargeback");
    let is_end = has("取消 关闭 作废 cancel");
    let has_failed = has("失败 fail");
    match (is_return, is_end, has_failed) {
        _ if has(OPEN) => Status::Unknown,
        (true, false, false) => Status::Refunded,
        (false, true, false) => Status::Cancelled,
        (false, false, true) if !has("发货 配送 派送 deliver ship") => Status::Unpaid,
        // A refund that was cancelled, a cancellation that failed.
        _ => Status::Unknown,
    }
}

/// Whether a fulfilment word says that goods went out.
pub(super) fn is_sent(text: &str) -> bool {
    const SENT: &str = "fulfilled shipped delivered partial 已发货 已签收 已收货 partiallyfulfilled";
    words::has(SENT, &folded(text))
}

/// Whether a payment method means cash on delivery.
pub(super) fn is_on_delivery(text: &str) -> bool {
    let word = folded(text);
    word == "cod" || word.contains("cashondelivery") || word.contains("(cod)") || word.contains("货到付款")
}

/// Lower case, half width, without blanks, `_` and `-`.
fn folded(text: &str) -> String {
    let kept = text.chars().map(half_width).filter(|c| !c.is_whitespace() && !matches!(c, '_' | '-'));
    kept.map(|c| c.to_ascii_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_mean_the_same_in_every_spelling() {
        let cases = [
            ("买家已付款，等待卖家发货", Status::Valid),
            ("买家已付款,等待卖家发货", Status::Valid),
            ("(删除)等待出库", Status::Cancelled),
            ("(锁定)等待出库", Status::Cancelled),
            ("（删除）等待出库", Status::Cancelled),
            ("partially_refunded", Status::Valid),
            ("Refunded", Status::Refunded),
            ("已发货，退款成功", Status::Refunded),
            ("on-hold", Status::Unpaid),
            ("CANCELED", Status::Cancelled),
            ("something else", Status::Unknown),
            ("已退货", Status::Refunded),
            ("订单已取消", Status::Cancelled),
            ("支付失败", Status::Unpaid),
            ("Payment failed", Status::Unpaid),
            ("Order cancelled by customer", Status::Cancelled),
            ("Refund issued", Status::Refunded),
            ("退款关闭", Status::Unknown),
            ("退款中", Status::Unknown),
            ("部分退货", Status::Unknown),
            ("refund cancelled", Status::Unknown),
            ("refund pending", Status::Unknown),
            ("取消失败", Status::Unknown),
            ("发货失败", Status::Unknown),
        ];
        for (text, expected) in cases {
            assert_eq!(of(text), expected, "{text}");
        }
        assert!(is_on_delivery("Cash on Delivery (COD)"));
    }
}
