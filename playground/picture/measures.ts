/** What everything is measured by; one unit is a pixel at full size. */
export const CARD_W = 148
export const CARD_H = 92
export const PORT_W = 104
export const PORT_H = 48
export const GAP = 16
export const PAD = 16
export const HEAD = 32
/** How far beside its parent, in the house's margin, the line runs that joins the shelves. */
export const SPINE = 8
