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
  /**
   * It is not for programs, or not certain: inside `#ifdef __KERNEL__`, by a typedef beside a tag, or as the member of a
   * struct inside of another one with a tag. It came no earlier than this, and not as a name of its own.
   */
  isPrivate: boolean;
}

/** The longest name and value that are kept, in UTF-16 units; real ones have fewer. */
export const LONGEST_NAME = 120;
export const LONGEST_VALUE = 160;

/**
 * Whether `__NR_name` is the number of a system call, not a mark in their list: calls have lower case.
 * @example isCallName("N32_Linux") // false
 */
export function isCallName(name: string): boolean {
  return (
    /^[a-z_][a-z0-9_]*$/.test(name) &&
    !/^(?:syscalls|syscall_\w+|arch_specific_syscall|\w+_limit)$/.test(name)
  );
}
