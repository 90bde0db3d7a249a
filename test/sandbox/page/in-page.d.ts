export function mainBackground(): string
export function focusedId(): string | undefined
export function hasFocus(node: unknown): boolean
export function wasHacked(): boolean
export function widths(): { page: number; list: number; rightmost: number }
export function distanceToEnd(node: unknown): number
export function scrollToTop(node: unknown): void
export function namelessControls(): string[]
export function poorContrasts(): string[]
export function focusedName(): string
export function describedBy(node: unknown): string
export function modalWidth(): number
export function inView(node: unknown): boolean
