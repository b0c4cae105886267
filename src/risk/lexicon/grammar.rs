//! Words that hold a name or a sentence together.

use super::Topic::{self, Article, Filler, Joint, Manner, Preposition};

/// The lists.
pub(super) const GRAMMAR: &[(Topic, &str)] = &[
    (Article, "a an das der die ein eine el its la las le les los the these this um uma un una"),
    (Joint, "also and e et nor o oder or ou plus then und y"),
    (
        Preposition,
        "about against as associated at aus avec based between by com con da dans das de del do
         dos em en for from fur given if im in including into matching mit nach of on onto over
         para per por pour related so such sur than that through to uber under using via von
         when where which while whose with within without zu",
    ),
    (
        Filler,
        "a ability able action actions admin agent agents ai allow allows an api are attempt
         attempts be beta call can das deprecated der die ein eine el enable endpoint
         experimental feature for function help helps important is it its la las le les let lets
         los may mcp model models need new note only operation optional please required returns
         server should that the these this those to tool tools tries try um uma un una use used
         user users uses using want when will would you your",
    ),
    (
        Manner,
        "async asynchronously atomically automatically batch batched bulk completely directly
         efficiently force forcibly fully hard immediately irreversibly manually mass multi
         multiple optionally partially permanently quickly recursively safely securely simply
         soft synchronously temporarily",
    ),
];
