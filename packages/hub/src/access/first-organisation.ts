/** What the first organisation is called. */
export const firstOrganisation = { name: 'Patchbay', slug: 'patchbay' };

/** Who owns the first organisation until somebody does: nobody can sign in as them. */
export const placeholder = { name: 'Owner', email: 'owner@patchbay.invalid', emailVerified: true };
