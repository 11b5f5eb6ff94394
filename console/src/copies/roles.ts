import type { Role } from "../kernel/token";

/** Whoever works on copies in whatever way. */
export const BUSINESS: Role[] = ["reviewer", "second_reviewer", "store_room", "copy_desk", "cashier", "service", "medical_affairs"];
