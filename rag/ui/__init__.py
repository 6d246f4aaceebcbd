"""Pages and components of the Streamlit chat."""
