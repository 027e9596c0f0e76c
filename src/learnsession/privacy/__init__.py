"""What should not have been typed: personal details, found by their form, shown masked."""
