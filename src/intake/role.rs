//! What a column can mean.

use super::distinct::Form;

/// What a column means for an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    /// Rows that share it are one order.
    OrderId,
    /// The id of a row within its order: where there is one, amounts are the row's own.
    LineId,
    /// The customer's account or user id.
    Account,
    /// The customer's e-mail address.
    Email,
    /// The customer's telephone.
    Phone,
    /// The customer's name.
    Name,
    /// When the order was made.
    Date,
    /// When it was paid.
    PaidAt,
    /// The time of day, where the date's column has none.
    Time,
    /// What was paid for the order.
    Amount,
    /// What the row's part of the order costs.
    LineAmount,
    /// The price of one piece.
    UnitPrice,
    /// How many pieces.
    Quantity,
    /// Unpaid, paid, cancelled, refunded ...
    Status,
    /// Unpaid, paid, refunded, where another column says what became of the order.
    PaymentStatus,
    /// Whether it came back.
    AfterSales,
    /// Whether it was sent.
    Fulfilment,
    /// When it was cancelled.
    CancelledAt,
    /// What was given back.
    Refund,
    /// What was taken off the price.
    Discount,
    /// The currency of the amounts.
    Currency,
    /// What was bought.
    Product,
    /// Its category.
    Category,
    /// Where the order came from.
    Channel,
    /// Country, province or state.
    Region,
    /// How it is paid.
    PaymentMethod,
    /// What was asked for the order: beside what was paid and given back it tells what the two mean.
    Gross,
    /// What is left of the amount after a refund; nothing and 0 where there was none.
    Adjusted,
    /// The name of the zone of the dates.
    TimeZone,
    /// The order that a negative row took back.
    RefundOf,
    /// A column of the merchant's own, to tell first orders apart by; never found, only chosen.
    Attribute,
}

impl Role {
    /// All roles.
    pub const ALL: [Role; 31] = [
        Role::OrderId,
        Role::LineId,
        Role::Account,
        Role::Email,
        Role::Phone,
        Role::Name,
        Role::Date,
        Role::PaidAt,
        Role::Time,
        Role::Amount,
        Role::LineAmount,
        Role::UnitPrice,
        Role::Quantity,
        Role::Status,
        Role::PaymentStatus,
        Role::AfterSales,
        Role::Fulfilment,
        Role::CancelledAt,
        Role::Refund,
        Role::Discount,
        Role::Currency,
        Role::Product,
        Role::Category,
        Role::Channel,
        Role::Region,
        Role::PaymentMethod,
        Role::Gross,
        Role::Adjusted,
        Role::TimeZone,
        Role::RefundOf,
        Role::Attribute,
    ];

    /// The role with this name.
    pub fn of(name: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.name() == name)
    }

    /// Its name in the ledger.
    pub fn name(self) -> &'static str {
        match self {
            Role::OrderId => "order_id",
            Role::LineId => "line_id",
            Role::Account => "account",
            Role::Email => "email",
            Role::Phone => "phone",
            Role::Name => "name",
            Role::Date => "date",
            Role::PaidAt => "paid_at",
            Role::Time => "time",
            Role::Amount => "amount",
            Role::LineAmount => "line_amount",
            Role::UnitPrice => "unit_price",
            Role::Quantity => "quantity",
            Role::Status => "status",
            Role::PaymentStatus => "payment_status",
            Role::AfterSales => "after_sales",
            Role::Fulfilment => "fulfilment",
            Role::CancelledAt => "cancelled_at",
            Role::Refund => "refund",
            Role::Discount => "discount",
            Role::Currency => "currency",
            Role::Product => "product",
            Role::Category => "category",
            Role::Channel => "channel",
            Role::Region => "region",
            Role::PaymentMethod => "payment_method",
            Role::Gross => "gross",
            Role::Adjusted => "adjusted_amount",
            Role::TimeZone => "time_zone",
            Role::RefundOf => "refund_of",
            Role::Attribute => "attribute",
        }
    }

    /// The form of its cells, if they have one.
    pub fn form(self) -> Option<Form> {
        match self {
            Role::Date | Role::PaidAt | Role::CancelledAt => Some(Form::Date),
            Role::Time => Some(Form::Time),
            Role::Quantity => Some(Form::Number),
            Role::Email => Some(Form::Address),
            role => role.is_money().then_some(Form::Number),
        }
    }

    /// Whether its cells are numbers.
    pub fn is_money(self) -> bool {
        matches!(
            self,
            Role::Amount
                | Role::LineAmount
                | Role::UnitPrice
                | Role::Refund
                | Role::Discount
                | Role::Gross
                | Role::Adjusted
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_roles_stand_in_their_order() {
        assert!(Role::ALL.into_iter().enumerate().all(|(place, role)| role as usize == place));
    }
}
