/**
 * What a definition defines. `constant` is a macro or an enumerator; `call` a system call by `__NR_name` or an entry
 * of a table; `member` is written "clone_args.cgroup"; `type` is the tag of a struct, union or enum.
 */
export type DefinitionKind = "constant" | "call" | "member" | "type";

/** A name that a header or a table of system calls defines. */
export interface Definition {
  kind: DefinitionKind;
  name: string;
  /** From 1. */
  line: number;
  /** What a constant stands for, as the header writes it; an enumerator's number; null where none is stated. */
  value: string | null;
  /** Inside `#ifdef __KERNEL__`: the kernel has it, programs do not. */
  isPrivate: boolean;
}

/** The longest name and value that are kept, in UTF-16 units; real ones have fewer. */
export const LONGEST_NAME = 120;
export const LONGEST_VALUE = 160;
