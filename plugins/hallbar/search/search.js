// The search field: nothing is loaded before somebody uses it.

export {};
